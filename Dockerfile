# Two images: `site`, which every process of Portevoix runs in, and `store`, the S3 server beside it.
#
# The site's is built in three stages, so that what builds is not in what runs: no compiler, no
# package manager of Python, no source of a package. Nothing in it is secret, and nothing in it can
# be written by the user it runs as.

ARG DEBIAN=bookworm
ARG PYTHON=3.11.14
ARG GO=1.26.8
ARG ALPINE=3.22

FROM python:${PYTHON}-slim-${DEBIAN} AS packages
WORKDIR /build
# With the model of meanings: requirements-meaning.txt.
ARG PACKAGES=requirements.txt
COPY requirements.txt requirements-meaning.txt ./
# Wheels alone, each with the hash that was reviewed: nothing is compiled, so nothing runs here.
RUN python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install --no-cache-dir --no-compile --only-binary :all: \
        --require-hashes --requirement "$PACKAGES" \
    && /opt/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash /opt/venv/lib

FROM python:${PYTHON}-slim-${DEBIAN} AS code
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/portevoix
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=config.settings.production
# Neither asks for a secret: a command that has none to keep needs none to run.
RUN pybabel --quiet compile --directory site/locale --domain django \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && find . -name __pycache__ -prune -exec rm -rf {} + \
    && python -m compileall -q --invalidation-mode unchecked-hash .

FROM python:${PYTHON}-slim-${DEBIAN} AS site
LABEL org.opencontainers.image.title="Portevoix" \
    org.opencontainers.image.description="A website for an organisation of human rights defenders"
# Pango, and letters for Chinese, set a draft as a PDF; pdftotext reads documents for the search;
# pg_dump and pg_restore are of the version that compose.yaml runs, for an older one refuses a newer
# server; openssl makes the certificate of Elasticsearch. Which build of them is the release's to say.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-droid-fallback libharfbuzz-subset0 \
        libpango-1.0-0 libpangoft2-1.0-0 openssl poppler-utils postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 portevoix \
    && useradd --uid 10001 --gid 10001 --home-dir /nonexistent --no-create-home \
        --shell /usr/sbin/nologin portevoix \
    && install --directory --owner 10001 --group 10001 --mode 0700 /backups /scratch /meaning
COPY --from=packages /opt/venv /opt/venv
COPY --from=code /srv/portevoix /srv/portevoix
WORKDIR /srv/portevoix
ENV PATH=/opt/venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --start-interval=2s \
    CMD ["python", "deploy/ready.py"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000"]

FROM golang:${GO}-${DEBIAN} AS gateway
RUN CGO_ENABLED=0 GOBIN=/opt go install github.com/versity/versitygw/cmd/versitygw@v1.8.0

FROM alpine:${ALPINE} AS store
RUN addgroup -g 10002 store \
    && adduser -D -H -u 10002 -G store -s /sbin/nologin store \
    && install -d -o 10002 -g 10002 -m 0700 /store
COPY --from=gateway /opt/versitygw /usr/local/bin/versitygw
COPY deploy/store deploy/store-buckets /usr/local/bin/
USER 10002:10002
EXPOSE 7070
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --start-interval=1s \
    CMD ["wget", "--quiet", "--output-document=-", "http://127.0.0.1:7070/health"]
CMD ["store"]

# What `docker build .` makes when no target is named.
FROM site

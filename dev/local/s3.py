"""A private S3 server, versitygw: a public and a private bucket for the site, and for its tests.

The site gets an account that owns these four buckets and can make no other. The public ones let
anybody read a file whose name they know, and list nothing; the private ones keep every version.
"""

import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path

import boto3
from botocore.client import BaseClient, Config
from botocore.exceptions import ClientError

from dev.local.base import Service, Unavailable, drop_root, finish, write_secret
from dev.local.cache import once

VERSION = "v1.8.0"
MODULE = f"github.com/versity/versitygw/cmd/versitygw@{VERSION}"
REGION = "us-east-1"
# The first is for `make run`; then those of the tests and of the production-like site.
PUBLIC = ("portevoix-public", "portevoix-test-public", "portevoix-production-public")
PRIVATE = ("portevoix-private", "portevoix-test-private", "portevoix-production-private")
ROOT, SITE = "portevoix-root", "portevoix-site"


def build(folder: Path) -> None:
    if not shutil.which("go"):
        raise Unavailable(
            "its server, versitygw, is built with Go 1.21 or later, and there is no go here. "
            "Get it from https://go.dev/dl/ (Debian's golang-go may be too old)"
        )
    # In a folder for that: `go install` would put it among the programs of whoever runs this.
    command = ["env", f"GOBIN={folder}", "go", "install", MODULE]
    finish(command, "versitygw could not be built")


class S3(Service):
    name = "s3"
    variables = (
        "S3_ENDPOINT",
        "S3_REGION",
        "S3_PUBLIC_BUCKET",
        "S3_PRIVATE_BUCKET",
        "S3_ACCESS_KEY",
        "S3_SECRET_KEY",
    )
    first_port = 27480

    @property
    def program(self) -> Path:
        return self.cache / f"versitygw-{VERSION}" / "versitygw"

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        once(self.program.parent, build)
        self.prepare()
        data, *folders = map(self.make_folder, ("data", "accounts", "versions", "metadata"))
        accounts, versions, metadata = folders
        self.launch(
            [
                *(self.program, "--port", f"127.0.0.1:{self.port}", "--iam-dir", accounts),
                # Beside the files: not every file system keeps extended attributes.
                *("--quiet", "posix", "--versioning-dir", versions, "--sidecar", metadata, data),
            ],
            self.is_up,
            env={"ROOT_ACCESS_KEY": ROOT, "ROOT_SECRET_KEY": self.secret("root")},
            cwd=data,
            **drop_root(),
        )
        if not self.recall("ready"):
            self.make_buckets()
            write_secret(self.folder / "ready", "yes")

    def is_up(self) -> bool:
        try:
            urllib.request.urlopen(self.endpoint, timeout=2).close()
        except urllib.error.HTTPError as error:
            error.close()
            return True  # it refuses whoever is nobody
        except OSError:
            return False
        return True

    def administer(self, *words: str) -> None:
        finish(
            [self.program, "admin", *words],
            f"versitygw admin {words[0]}",
            env={
                "ADMIN_ENDPOINT_URL": self.endpoint,
                "ADMIN_ACCESS_KEY": ROOT,
                "ADMIN_SECRET_KEY": self.secret("root"),
                "ADMIN_REGION": REGION,
            },
        )

    def client(self, account: str, secret: str) -> BaseClient:
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=account,
            aws_secret_access_key=secret,
            config=Config(s3={"addressing_style": "path"}),
        )

    def make_buckets(self) -> None:
        secret = self.secret("site")
        self.administer("create-user", "--access", SITE, "--secret", secret, "--role", "user")
        client = self.client(ROOT, self.secret("root"))
        for bucket in (*PUBLIC, *PRIVATE):
            try:
                client.create_bucket(Bucket=bucket)
            except ClientError as error:
                if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
                    raise
        for bucket in PRIVATE:
            client.put_bucket_versioning(
                Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}
            )
        for bucket in (*PUBLIC, *PRIVATE):
            self.administer("change-bucket-owner", "--bucket", bucket, "--owner", SITE)
        # Last, by the owner: a change of owner takes the policy away.
        client = self.client(SITE, secret)
        for bucket in PUBLIC:
            client.put_bucket_policy(Bucket=bucket, Policy=json.dumps(anybody_may_read(bucket)))

    def env(self) -> dict[str, str]:
        values = (self.endpoint, REGION, PUBLIC[0], PRIVATE[0], SITE, self.secret("site"))
        return dict(zip(self.variables, values, strict=True))


def anybody_may_read(bucket: str) -> dict[str, object]:
    """Return a policy by which anybody reads a file by its name, and the site does all it likes.

    Here a policy replaces the rights of the owner, so that it must give them back.
    """
    bucket_arn = f"arn:aws:s3:::{bucket}"
    anybody = {"Principal": "*", "Action": "s3:GetObject", "Resource": f"{bucket_arn}/*"}
    site = {
        "Principal": {"AWS": [SITE]},
        "Action": "s3:*",
        "Resource": [bucket_arn, f"{bucket_arn}/*"],
    }
    return {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", **each} for each in (anybody, site)],
    }

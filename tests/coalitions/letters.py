"""What a letter of invitation holds."""

import re


def token_in(letter):
    (token,) = re.findall(r"/invitation/([-\w]+)/", letter.body)
    return token

"""Close the open round of the process named, in the hub whose home CAIRN_HOME names."""

import sys

import django

django.setup()

from cairnhub.accounts.authors import System  # noqa: E402 - Django must be ready first
from cairnhub.consensus.actions import close_round  # noqa: E402
from cairnhub.consensus.models import Round  # noqa: E402

close_round(round_=Round.objects.get(process=sys.argv[1], state="open"), by=System("a test"))

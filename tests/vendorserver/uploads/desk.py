"""An upload desk in a process of its own, so that it can be killed: python -m … DATA ANNOUNCE."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path


def main(data: Path, announce: Path) -> None:
    """Serve the desk; say where, and with which token."""
    os.environ["VENDORSERVER_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "vendorserver.settings.django"
    import django
    import uvicorn

    django.setup()
    from django.core.management import call_command

    from tests.vendorserver.uploads.builders import a_token, an_account
    from vendorserver.models import Account
    from vendorserver.uploads.app import upload_app

    call_command("migrate", verbosity=0)
    if not Account.objects.exists():
        a_token(an_account("kim"))
    listener = socket.create_server(("127.0.0.1", 0))
    announce.write_text(json.dumps({"port": listener.getsockname()[1], "token": "token-kim"}))
    config = uvicorn.Config(upload_app, log_level="warning", lifespan="off", ws="none")
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

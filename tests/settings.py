"""The product's own settings, with everything that is written kept in a temporary folder.

Only what a test must differ in is changed here: cheap password hashes, no manifest of static files, and a
Valkey of this test run. `DATABASE_URL` decides the database, as in production.
"""

import atexit
import os
import shutil
import tempfile

from scripts.processes import free_port

if "GHNT_TEST_FOLDER" not in os.environ:
    # The processes that tests start inherit the folder; only the one that made it clears it.
    os.environ["GHNT_TEST_FOLDER"] = folder = tempfile.mkdtemp(prefix="ghnt-test-")
    os.chmod(folder, 0o755)  # a database server under another account reads below it
    owner = os.getpid()
    atexit.register(lambda: os.getpid() == owner and shutil.rmtree(folder, ignore_errors=True))

# Two processes that run tests side by side never see each other's files.
if (worker := os.environ.get("PYTEST_XDIST_WORKER")) and not os.environ["GHNT_TEST_FOLDER"].endswith(worker):
    os.environ["GHNT_TEST_FOLDER"] = os.path.join(os.environ["GHNT_TEST_FOLDER"], worker)
    os.makedirs(os.environ["GHNT_TEST_FOLDER"], mode=0o755, exist_ok=True)
FOLDER = os.environ["GHNT_TEST_FOLDER"]
VALKEY_PORT = free_port()
# What the person who runs the tests has set for an installation says nothing here.
for variable in ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG", "HTTPS", "BEHIND_PROXY"):
    os.environ.pop(variable, None)
for variable in ("STATIC_ROOT", "MEDIA_ROOT"):
    os.environ.pop(variable, None)
os.environ.update(
    VAR_DIR=FOLDER,
    SECRET_KEY="only-for-tests",
    REDIS_URL=f"redis://127.0.0.1:{VALKEY_PORT}/0",
    EMAIL_URL="memorymail://",
    LOG_LEVEL="WARNING",
)
os.environ.setdefault("EXAMPLE", "0")

from ghnt.settings import *  # noqa: E402, F403
from ghnt.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True

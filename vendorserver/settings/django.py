"""Django's settings, made from the operator's; importing them writes nothing."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from vendorserver.settings.databases import database
from vendorserver.settings.key_files import has_keys, keys_in
from vendorserver.settings.log_lines import AUDIT
from vendorserver.settings.log_shipping import shipper
from vendorserver.settings.mail import mail
from vendorserver.settings.server import LOOPBACK, read

SERVER = read(os.environ)
_ready = SERVER.keys_dir is not None and has_keys(SERVER.keys_dir)
_PORTAL = Path(__file__).resolve().parent.parent / "portal"

SECRET_KEY = keys_in(SERVER.keys_dir if _ready else None).django_secret
DEBUG = False
ALLOWED_HOSTS = [urlsplit(SERVER.public_url).hostname or "", *LOOPBACK, "[::1]"]
ROOT_URLCONF = "vendorserver.settings.urls"
APPEND_SLASH = False

INSTALLED_APPS = [
    "vendorserver.settings.apps.VendorserverConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "vendorserver.settings.middleware.dressed",
    "django.middleware.security.SecurityMiddleware",
    "vendorserver.settings.middleware.headed",
    "vendorserver.settings.middleware.spoken",
    "vendorserver.settings.refusals.noted",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "vendorserver.settings.refusals.PlainWords",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "vendorserver.api.answers.plain",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_PORTAL / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"portal": "vendorserver.portal.tags"}
            if (_PORTAL / "tags.py").exists()
            else {},
        },
    }
]

DATABASES = {"default": database(SERVER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES = {"vendorserver": "vendorserver.models.migrations"}

AUTH_USER_MODEL = "vendorserver.Account"
LOGIN_URL = "/sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_CHECKS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": _CHECKS + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["login"]},
    },
    {"NAME": _CHECKS + "MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "vendorserver.services.passwords.NotTooLong"},
    {"NAME": _CHECKS + "CommonPasswordValidator"},
    {"NAME": "vendorserver.services.passwords.ContextWords"},
    {"NAME": "vendorserver.services.passwords.Leaked"},
]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

SESSION_COOKIE_NAME = "__Host-session" if SERVER.secure else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SERVER.secure else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVER.secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Each click begins it anew, up to the working day of services/sittings.py.
SESSION_COOKIE_AGE = SERVER.idle_minutes * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SERVER.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVER.secure

# Bodies of the API are small; files come by /uploads/ and never pass through Django.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 30
globals().update(mail(SERVER))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "vendorserver.settings.log_lines.JsonLine"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "syslog": {"()": shipper, "address": SERVER.syslog, "formatter": "line"},
    },
    # A refusal is an answer, not an event; those of signed-in people are kept apart.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "vendorserver.settings.refusals": {"level": "INFO"},
        # Each entry of the log of accesses, by its number and hash alone.
        AUDIT: {"level": "INFO", "handlers": ["syslog"], "propagate": False},
    },
    "root": {"handlers": ["stderr", "syslog"], "level": "WARNING"},
}

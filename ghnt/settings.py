"""All settings, driven by environment variables; `docs/settings.md` lists them.

Every default is safe: without variables the product runs on this machine alone, on SQLite, without the
example's sign-ins, and refuses to serve other hosts.
"""

from pathlib import Path

import environ
from celery.schedules import crontab
from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from .api import VERSION

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environ.Env()("VAR_DIR", default=str(BASE_DIR / "var")))
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
EXAMPLE = env.bool("EXAMPLE", default=False)
# Without a key of its own an installation gets one per start: sessions end then, and nothing is guessable.
SECRET_KEY = env("SECRET_KEY", default="") or get_random_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "ghnt",
    "reports",
    "roundtables",
    "projectpool",
    "impact",
    "questionnaires",
    "accounts",
    "buildingblocks",
    "regions",
    "simple_history",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

FORM_RENDERER = "ghnt.forms.Renderer"

MIDDLEWARE = [
    "ghnt.api.middleware.ApiMiddleware",
    "ghnt.keeping.NothingOfOneReader",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionAge",
    "accounts.middleware.SecondFactor",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "ghnt.asked.ByButton",
    "ghnt.asked.Storable",
]

ROOT_URLCONF = "ghnt.urls"
WSGI_APPLICATION = "ghnt.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "ghnt.context.product",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'ghnt.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    )
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A Typst compile keeps memory; a fresh pool child now and then gives it back.
CELERY_WORKER_MAX_TASKS_PER_CHILD = 20
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE = {
    # Jobs whose worker died are taken up again; the lease says which.
    "take-up-jobs": {"task": "reports.take_up_jobs", "schedule": 20.0},
    # Who has not finished a round is reminded in the morning; rows keep a second run from mailing again.
    "remind": {"task": "roundtables.remind", "schedule": crontab(hour=8, minute=0)},
    # A file with answers waits for its owner's yes; who walks away leaves none behind.
    "sweep-imports": {"task": "roundtables.sweep_imports", "schedule": crontab(minute=20)},
    # Who is due to report on a project hears so in the morning; a note keeps a second run from mailing again.
    "remind-projects": {"task": "projectpool.remind", "schedule": crontab(hour=8, minute=5)},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "my_work", "reports:start"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_ENABLED = False  # people are invited
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address: its link comes by e-mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
_attempts, _minutes = env.int("LOCKOUT_ATTEMPTS", default=5), env.int("LOCKOUT_MINUTES", default=15)
# Counted in the shared cache, so that a lockout holds in every process.
ACCOUNT_RATE_LIMITS = {"login_failed": f"20/m/ip,{_attempts}/{_minutes}m/key"}
_person = "accounts.forms.signing_in"
ACCOUNT_FORMS = {
    "login": f"{_person}.LoginForm",
    "reset_password": f"{_person}.ResetPasswordForm",
    "reset_password_from_key": f"{_person}.ResetPasswordKeyForm",
    "change_password": f"{_person}.ChangePasswordForm",
    "set_password": f"{_person}.SetPasswordForm",
    "reauthenticate": f"{_person}.ReauthenticateForm",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "GHNT Monitor"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
_factor = "accounts.forms.second_factor"
MFA_FORMS = {
    "authenticate": f"{_factor}.AuthenticateForm",
    "reauthenticate": f"{_factor}.ReauthenticateForm",
    "activate_totp": f"{_factor}.ActivateTOTPForm",
    "add_webauthn": f"{_factor}.AddPasskeyForm",
    "edit_webauthn": f"{_factor}.EditPasskeyForm",
    "authenticate_webauthn": f"{_factor}.AuthenticatePasskeyForm",
    "login_webauthn": f"{_factor}.LoginPasskeyForm",
}
SECOND_FACTOR_FOR_REGIONS = env.bool("SECOND_FACTOR_FOR_REGIONS", default=False)
# Sessions end after hours without a request, and in any case after the second number of hours.
SESSION_IDLE_AGE = int(env.float("SESSION_IDLE_HOURS", default=2) * 3600)
SESSION_COOKIE_AGE = int(env.float("SESSION_HOURS", default=12) * 3600)
# What an open page asks by itself, by name of the address: that is no use of the session.
SESSION_POLLS = {"roundtables:presence", "projectpool:clock"}
ACCOUNT_SESSION_REMEMBER = True

SOCIALACCOUNT_ADAPTER = "accounts.adapter.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not be sent on to another host (form-action)
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
OIDC_ISSUER = env("OIDC_ISSUER", default="")
OIDC_IS_SECOND_FACTOR = env.bool("OIDC_IS_SECOND_FACTOR", default=True)
_oidc_app = {
    "provider_id": "sso",
    "name": env("OIDC_NAME", default="uw organisatie"),
    "client_id": env("OIDC_CLIENT_ID", default=""),
    "secret": env("OIDC_CLIENT_SECRET", default=""),
    "settings": {
        "server_url": OIDC_ISSUER,
        "email_authentication": True,
        "verified_email": env.bool("OIDC_TRUST_EMAIL", default=False),
        "oauth_pkce_enabled": True,
    },
}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [_oidc_app] if OIDC_ISSUER else []}}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.NotOnesOwn", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.NotCommon"},
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Report files and uploads; outside the web root, served by views that ask who may.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "files"))()
SCANNER = env("SCANNER", default="")
EVIDENCE_MAX_MB = env.int("EVIDENCE_MAX_MB", default=10)

_mail_url = env("EMAIL_URL", default="")
_mail = env.email_url_config(_mail_url or "consolemail://")
_mail_options = {
    "host": _mail["EMAIL_HOST"],
    "port": _mail["EMAIL_PORT"],
    "username": _mail["EMAIL_HOST_USER"],
    "password": _mail["EMAIL_HOST_PASSWORD"],
    "use_tls": _mail.get("EMAIL_USE_TLS"),
    "use_ssl": _mail.get("EMAIL_USE_SSL"),
    "file_path": _mail["EMAIL_FILE_PATH"],
}
if EXAMPLE and not _mail_url:  # the example keeps its mail in files, which /voorbeeld/post/ shows
    _mail["EMAIL_BACKEND"] = env.EMAIL_SCHEMES["filemail"]
    _mail_options = {"file_path": str(VAR_DIR / "mail")}
MAILERS = {
    "default": {"BACKEND": _mail["EMAIL_BACKEND"], "OPTIONS": {k: v for k, v in _mail_options.items() if v}}
}
# Where people reach this installation: mails that no request made link to it.
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}").rstrip("/")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="ghnt@localhost")

HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # a preload binds a whole domain; its owner decides
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # then the visitor is the last in X-Forwarded-For
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

CONTACT = {
    "name": env("CONTACT_NAME", default="Programma Geweld hoort nergens thuis"),
    "email": env("CONTACT_EMAIL", default="ghnt@voorbeeld.invalid"),
    "url": env("CONTACT_URL", default=SITE_URL),
}
# Who answers what neither a region nor the register answers in a round (roundtables/elsewhere.py).
ANSWERED_ELSEWHERE = {"pool": "projectpool.tables.answering"}
# How often may be asked; counted in the shared cache, so that it holds in every process.
API_PUBLIC_RATE = env("API_PUBLIC_RATE", default="120/min")
API_TOKEN_RATE = env("API_TOKEN_RATE", default="600/min")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.tokens.TokenMayWrite"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["ghnt.api.media.JsonObject"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "ghnt.api.media.Preferred",
    "DEFAULT_METADATA_CLASS": None,  # which methods there are stands in a header; how it is made in none
    "DEFAULT_PAGINATION_CLASS": "ghnt.api.paging.Pages",
    "DEFAULT_FILTER_BACKENDS": ["ghnt.api.filtering.StrictFilters"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["ghnt.api.limits.Limit"],
    "NUM_PROXIES": int(BEHIND_PROXY),
    "EXCEPTION_HANDLER": "ghnt.api.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "GHNT Monitor",
    "DESCRIPTION": "De cijfers van het programma Geweld hoort nergens thuis, met hun herkomst.",
    "VERSION": VERSION,
    "CONTACT": CONTACT,
    "LICENSE": {"name": "CC0-1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"},
    "EXTERNAL_DOCS": {"url": f"{SITE_URL}/data/", "description": "Open data: alles in bestanden"},
    "SERVERS": [{"url": f"{SITE_URL}/api/v1", "description": "Deze installatie"}],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "SCHEMA_COERCE_PATH_PK": False,
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "ghnt.api.schema.complete",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}

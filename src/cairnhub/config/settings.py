"""Settings of the hub. What differs between installations comes from the environment; see docs/operating.md."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from . import home

PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = home.secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("CAIRN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
PUBLIC_URL = os.environ.get("CAIRN_PUBLIC_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
HTTPS = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    # Before allauth, so that its pages are drawn by our templates.
    "cairnhub.accounts",
    "allauth",
    "allauth.account",
    "csp",
    "django_q",
    "cairnhub.search",
    "cairnhub.history",
    "cairnhub.governance",
    "cairnhub.talk",
    "cairnhub.notices",
    "cairnhub.framework",
    "cairnhub.literature",
    "cairnhub.evidence",
    "cairnhub.data",
    "cairnhub.methods",
    "cairnhub.community",
    "cairnhub.community.authors",
    "cairnhub.community.voices",
    "cairnhub.community.speaking",
    "cairnhub.community.duplicates",
    "cairnhub.community.bulk",
    "cairnhub.consensus",
    "cairnhub.consensus.inviting",
    "cairnhub.consensus.ballots",
    "cairnhub.consensus.outcomes",
    "cairnhub.agenda",
    "cairnhub.agenda.behalf",
    "cairnhub.roadmap",
    "cairnhub.desk",
    "cairnhub.content",
    "cairnhub.config",
    "cairnhub.operations.carrying",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "cairnhub.config.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "cairnhub.config.urls"
WSGI_APPLICATION = "cairnhub.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cairnhub.config.context.site",
            ],
        },
    },
]

# Forms are drawn by templates of ours; `django.forms` above gives those of its widgets.
FORM_RENDERER = "cairnhub.config.forms.Renderer"
CSRF_FAILURE_VIEW = "cairnhub.config.views.stale_form"

DATABASES = {"default": home.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Sign-in limits are counted here: across all web processes, so in the database. There is room for many, because
    # a full cache forgets entries, and whoever filled it would empty their own count.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Whole public pages, one copy in each web process.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 600}},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/workspace/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "cairnhub.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "cairnhub.accounts.forms.SignupForm"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Cairn: "
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Beside the limits of signing in, which the library sets: how much one person and one network address may send.
ACCOUNT_RATE_LIMITS = {
    "suggest": "10/h/ip,40/d/ip",
    "comment": "5/5m/user,30/d/user,60/h/ip",
    "report": "10/h/ip,40/d/ip",
    "author_claim": "10/d/user",
    "look_up_answer": "20/h/ip,60/d/ip",
    "invite": "10/h/user,30/d/user",
    "orcid": "20/h/ip",
    "orcid_works": "20/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("CAIRN_BEHIND_PROXY") == "1" else 0

EMAIL_BACKEND = os.environ.get("CAIRN_EMAIL_BACKEND", "cairnhub.accounts.outbox.OutboxBackend")
EMAIL_HOST = os.environ.get("CAIRN_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("CAIRN_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("CAIRN_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CAIRN_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("CAIRN_EMAIL_TLS", "") == "1"
EMAIL_FILE_PATH = home.outbox()
DEFAULT_FROM_EMAIL = os.environ.get("CAIRN_FROM_EMAIL", "cairn@localhost")

# Looking records, organisations and works up. Where the services lie, how long each may take, the address they may
# write to.
LOOKUP_ON = os.environ.get("CAIRN_LOOKUP", "on") != "off"
LOOKUP_SECONDS = float(os.environ.get("CAIRN_LOOKUP_SECONDS", "8"))
LOOKUP_CONTACT = os.environ.get("CAIRN_CONTACT", "")
CROSSREF_URL = os.environ.get("CAIRN_CROSSREF_URL", "https://api.crossref.org").rstrip("/")
ROR_URL = os.environ.get("CAIRN_ROR_URL", "https://api.ror.org/v2").rstrip("/")
ORCID_API_URL = os.environ.get("CAIRN_ORCID_API_URL", "https://pub.orcid.org/v3.0").rstrip("/")
PUBMED_URL = os.environ.get("CAIRN_PUBMED_URL", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils").rstrip("/")

# Signing in with ORCID: off without the identifier and the secret that ORCID gives to a hub.
ORCID_URL = os.environ.get("CAIRN_ORCID_URL", "https://orcid.org").rstrip("/")
ORCID_CLIENT_ID = os.environ.get("CAIRN_ORCID_CLIENT_ID", "")
ORCID_CLIENT_SECRET = os.environ.get("CAIRN_ORCID_CLIENT_SECRET", "")

LANGUAGE_CODE = "en"
# Pages of panellists are translated (consensus/locale); the rest of the hub is in English.
LANGUAGES = [("en", "English"), ("es", "Español")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "config" / "static"]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = home.uploads()

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("CAIRN_BEHIND_PROXY") == "1" else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")}

Q_CLUSTER = {
    "name": "cairn",
    "orm": "default",
    "workers": 1,
    "timeout": 600,
    "retry": 900,
    "ack_failures": False,
    "max_attempts": 5,
    "catch_up": False,
    "label": "Jobs",
    "save_limit": 200,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

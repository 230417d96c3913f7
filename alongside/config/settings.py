"""Django's settings: every choice of the installation comes from `environment`, everything else is decided here."""

import os
import urllib.parse
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from alongside.config import databases, environment, keys

os.umask(0o077)  # whatever we write is ours alone
ENVIRONMENT = environment.read()
ROOT = Path(__file__).resolve().parent.parent
DATA = Path(ENVIRONMENT.text("ALONGSIDE_DATA")).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)

HOST = ENVIRONMENT.text("ALONGSIDE_HOST")
PORT = ENVIRONMENT.number("ALONGSIDE_PORT")
HAS_URL = bool(ENVIRONMENT.text("ALONGSIDE_URL"))
BASE_URL = ENVIRONMENT.text("ALONGSIDE_URL").rstrip("/") or f"http://127.0.0.1:{PORT}"
URL_HOST = urllib.parse.urlsplit(BASE_URL).hostname or ""
THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
IS_DEMO = ENVIRONMENT.yes("ALONGSIDE_DEMO")
PROCESSES = ENVIRONMENT.number("ALONGSIDE_PROCESSES")
PROXIES = ENVIRONMENT.number("ALONGSIDE_PROXIES")
FORWARDED = ENVIRONMENT.yes("ALONGSIDE_FORWARDED")
IS_LOCAL = HOST in THIS_MACHINE and URL_HOST in THIS_MACHINE and not PROXIES
DEBUG = ENVIRONMENT.yes("ALONGSIDE_DEBUG")
SECRET_KEY = ENVIRONMENT.text("ALONGSIDE_SECRET_KEY") or keys.kept_in(DATA / "secret_key")
IS_HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [URL_HOST, *(["127.0.0.1", "localhost"] if HOST in THIS_MACHINE else [])]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",  # for its way of asking identity providers; its tables stay empty
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "alongside.kit.files",
    "alongside.kit.history",
    "alongside.kit.jobs",
    "alongside.kit.limits",
    "alongside.kit.mail",
    "alongside.kit.tables",
    "alongside.learning.skills",
    "alongside.people.accounts",
    "alongside.people.networks",
    "alongside.people.tokens",
    "alongside.people.champions",
    "alongside.people.identities",
    "alongside.helping.phones",
    "alongside.helping.learners",
    "alongside.helping.figures",
    "alongside.helping.sessions",
    "alongside.overview.home",
    "alongside.overview.monitoring",
    "alongside.overview.progress",
    "alongside.overview.notices",
    "alongside.overview.exchange",
    "alongside.overview.operating",
    "alongside.overview.demo",
]

MIDDLEWARE = [
    "alongside.kit.safety.CarryMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "alongside.kit.safety.NulMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "alongside.kit.verdict.RefusedMiddleware",
    "alongside.people.networks.access.AccessMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
DATABASES = {"default": databases.database(ENVIRONMENT.text("ALONGSIDE_DATABASE"), data=DATA)}
CACHES = {"default": databases.cache(ENVIRONMENT.text("ALONGSIDE_CACHE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Called with the network and the organisations above when one moves in the tree: figures stand on a higher floor than the tree.
AFTER_A_MOVE = ["alongside.helping.sessions.actions.recount_organisations"]
# Called with the member who leaves a network: what an organisation's sign-in calls them is kept above networks.
AFTER_LEAVING = ["alongside.people.identities.actions.forget"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- pages
CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(ROOT.glob("*/*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "alongside.kit.pages.environment.environment",
            "context_processors": [
                *CONTEXT[2:],
                "alongside.kit.pages.context.page",
                "alongside.people.networks.access.page",
                "alongside.people.identities.access.page",
            ],
            "auto_reload": DEBUG,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT},
    },
]
FORM_RENDERER = "alongside.kit.pages.fields.Renderer"
STATIC_URL = "/static/"
STATIC_ROOT = ROOT.parent / "build" / "static"
STATICFILES_DIRS = [path for path in [ROOT.parent / "build" / "assets"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [*sorted(ROOT.glob("*/*/locale")), ROOT / "config" / "locale"]
LANGUAGE_COOKIE_NAME = "__Host-language"
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- accounts
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["alongside.people.accounts.sessions.Backend"]
PASSWORD_HASHERS = ["alongside.people.accounts.passwords.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "alongside.people.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "alongside.people.accounts.passwords.NotObvious"},
    {"NAME": "alongside.people.accounts.passwords.NotYourself"},
    {"NAME": "alongside.people.accounts.passwords.NotTooLong"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "alongside.people.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address becomes an account's own only by answering a mail to it
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "alongside.people.accounts.forms.PasswordForm",
    "request_login_code": "alongside.people.accounts.forms.AddressForm",
    "confirm_login_code": "alongside.people.accounts.forms.CodeForm",
}
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/5m/key", "request_login_code": None}  # guesses: our own
SOCIALACCOUNT_ADAPTER = "alongside.people.identities.adapter.ProviderAdapter"
STILL_VOUCHED = "alongside.people.identities.queries.still_vouches"
MFA_ADAPTER = "alongside.people.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "alongside.people.accounts.forms.SecondStepForm",
    "activate_totp": "alongside.people.accounts.forms.NewAuthenticatorForm",
    "add_webauthn": "alongside.people.accounts.forms.NewPasskeyForm",
    "edit_webauthn": "alongside.people.accounts.forms.PasskeyNameForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL and not IS_HTTPS
MFA_TOTP_ISSUER = "Alongside"
USERSESSIONS_TRACK_ACTIVITY = False

# --- cookies and headers
SESSION_ENGINE = "alongside.people.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
MESSAGE_STORAGE = "alongside.kit.safety.Messages"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
CSRF_FAILURE_VIEW = "alongside.config.errors.forged"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = ["^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture", "browsing-topics")
}

# --- the API
API_OPENER = "alongside.people.tokens.access.opened"

# --- asking other servers
FETCH_PRIVATE = ENVIRONMENT.yes("ALONGSIDE_FETCH_PRIVATE")
FETCH_PATIENCE = 10

# --- files, limits, mail
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o600
MAIL_ADDRESS = ENVIRONMENT.text("ALONGSIDE_MAIL")
MAIL_IN_CLEAR = ENVIRONMENT.yes("ALONGSIDE_MAIL_IN_CLEAR")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.text("ALONGSIDE_MAIL_FROM")
EMAIL_BACKEND = "alongside.kit.mail.backends.OutboxBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "alongside.config.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "alongside": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}

"""Every setting of the platform; the environment decides what differs.

| variable | meaning | when it is absent |
| --- | --- | --- |
| `UPRIGHT_HOME` | folder of the database, the files, the index and the key | `var/` of the work tree, else `upright/` under `XDG_DATA_HOME` or `~/.local/share` |
| `DATABASE_URL` | `postgres://user@host/name` or `sqlite:///path` | SQLite, `upright.sqlite3` in the home folder |
| `ALLOWED_HOSTS` | names the site answers to, with commas: makes the site public | only this machine: localhost, 127.0.0.1, [::1] |
| `SECRET_KEY` | signs sessions; a public site must give it | made once, kept in the home folder, readable by its owner alone |
| `SECRET_KEY_FALLBACKS` | former keys, with commas, newest first | none |
| `UPRIGHT_HTTPS` | `0`: a public site without TLS | a public site asks for TLS, a local one does not |
| `UPRIGHT_PROXY` | `1`: a proxy in front sets `X-Forwarded-Proto` | no such header is trusted |
| `UPRIGHT_CODING` | `0`: recommendations are not coded when they are archived | they are coded |
| `EMAIL_URL` and others | how mail is sent: see `mail_settings` | no mail is sent |
| `UPRIGHT_CODING_MODEL` | file that `upr train` made, to code by instead of the model that comes with the program | that model |
| `UPRIGHT_DATA_LICENCE` | licence of the data package: `SPDX;name;address` | CC BY 4.0 |
| `UPR_FETCH_ADDRESS` | where `upright fetch` asks for papers; holds `{symbol}`, `{language}`, `{type}` | the document service of the United Nations |
| `DEBUG` | `1`: Django's pages for developers | off |
"""  # noqa: E501 -- a table's row is one line

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from upright.mail_settings import mail_settings

PACKAGE = Path(__file__).resolve().parent

# A text is coded by many small products of matrices: threads that wait for one another
# take twenty times the processor time of one. Read when numpy is loaded, after this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def home_folder() -> Path:
    """Return the folder that holds everything the site writes; made if absent."""
    work_tree = PACKAGE.parent.parent
    shared = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    is_work_tree = (work_tree / "pyproject.toml").is_file()
    default = work_tree / "var" if is_work_tree else shared / "upright"
    home = Path(os.environ.get("UPRIGHT_HOME") or default).expanduser().resolve()
    home.mkdir(parents=True, exist_ok=True)
    return home


def local_secret_key(home: Path) -> str:
    """Return the key kept in `home`, made at the first call, for its owner alone."""
    path = home / "secret-key"
    if not path.exists():
        # Linked into place whole: of two processes that start at once one wins, and
        # neither reads half a key.
        draft = home / f"secret-key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def is_on(name: str, default: bool = False) -> bool:
    """Whether the environment switches `name` on."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def file_named(name: str) -> Path | None:
    """Return the file that the environment names; None where it names none."""
    value = os.environ.get(name, "").strip()
    return Path(value).expanduser().resolve() if value else None


HOME = home_folder()
DEBUG = is_on("DEBUG")

# --- who may ask, and how it is protected -----------------------------------------
ALLOWED_HOSTS = [
    host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host
]
IS_PUBLIC = bool(ALLOWED_HOSTS)
if not IS_PUBLIC:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

SECRET_KEY = os.environ.get("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = [
    key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key
]
if not SECRET_KEY and IS_PUBLIC:
    raise ImproperlyConfigured(
        "A public site (ALLOWED_HOSTS is set) needs SECRET_KEY in its environment."
    )
SECRET_KEY = SECRET_KEY or local_secret_key(HOME)

USES_HTTPS = is_on("UPRIGHT_HTTPS", default=IS_PUBLIC)
SECURE_SSL_REDIRECT = USES_HTTPS
SESSION_COOKIE_SECURE = USES_HTTPS
CSRF_COOKIE_SECURE = USES_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if USES_HTTPS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if is_on("UPRIGHT_PROXY") else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"

# Nothing but our own files, no script or style written into a page. htmx would write
# a style for its indicator and evaluate expressions: both must be switched off in
# the page: <meta name="htmx-config"
#   content='{"includeIndicatorStyles": false, "allowEval": false}'>
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}

# --- the rooms ----------------------------------------------------------------------
INSTALLED_APPS = [
    "upright.explore",
    "upright.calendar",
    "upright.curation",
    "upright.subscriptions",
    "upright.opendata",
    "upright.search",
    "upright.witnesses",
    "upright.archive",
    "upright.accounts",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages too. It pads them at random against BREACH; public pages hold no secret, and
    # the admin's tokens are masked anew in each answer.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "upright.urls"
WSGI_APPLICATION = "upright.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- the database -------------------------------------------------------------------
SQLITE_OPTIONS = {
    # A transaction that writes takes its lock at the start: two writers wait for one
    # another (at most 20 s) where they would otherwise fail half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
        "PRAGMA foreign_keys = ON; "
        # What is erased is written over: an address must not stay in the file.
        "PRAGMA secure_delete = ON; "
        "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY"
    ),
}
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or "sqlite:///upright.sqlite3",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if not os.environ.get("DATABASE_URL"):
    # Not through the address: the folder's name may hold what an address may not.
    DATABASES["default"]["NAME"] = str(HOME / "upright.sqlite3")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- work in the background: the worker of `upright serve`, or `upright worker` ------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- people -------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- languages and time -------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]  # one is added when its translation stands
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["upright.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Zurich"  # the Council sits in Geneva

# --- mail: see mail_settings ----------------------------------------------------------
_mail = mail_settings(os.environ, ALLOWED_HOSTS if IS_PUBLIC else [], USES_HTTPS, DEBUG)
SENDS_MAIL = _mail.is_on
SITE_ADDRESS = _mail.site
DEFAULT_FROM_EMAIL = _mail.sender
EMAIL_BACKEND = _mail.backend
EMAIL_HOST = _mail.host
EMAIL_PORT = _mail.port
EMAIL_HOST_USER = _mail.user
EMAIL_HOST_PASSWORD = _mail.password
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20  # seconds for each answer of a server
ANYMAIL = _mail.anymail
MAILS_ASKED_AN_HOUR = 300  # by the forms of the whole site
MAILS_TO_A_DOMAIN_A_MINUTE = 30  # what large providers take from strangers
if EMAIL_BACKEND.startswith("anymail."):
    INSTALLED_APPS.append("anymail")

# --- files --------------------------------------------------------------------------
MEDIA_ROOT = HOME / "files"  # read through views, never served as a folder
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # halves what is written and compressed
INDEX_ROOT = HOME / "index"  # the search index; can be made again at any time
CHARTS_ROOT = HOME / "charts"  # drawings; can be thrown away at any time
# Of what we add to the texts: SPDX, name and address.
DATA_LICENCE = os.environ.get(
    "UPRIGHT_DATA_LICENCE",
    "CC-BY-4.0;Creative Commons Attribution 4.0 International"
    ";https://creativecommons.org/licenses/by/4.0/",
)
FETCH_ROOT = HOME / "fetched"  # papers as the UN's service gave them
FETCH_ADDRESS = os.environ.get("UPR_FETCH_ADDRESS", "")
UPRIGHT_CODING = is_on("UPRIGHT_CODING", default=True)
UPRIGHT_CODING_MODEL = file_named("UPRIGHT_CODING_MODEL")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- what is written down -----------------------------------------------------------
# Neither addresses of readers nor names of staff: what happened, and where in the code.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "upright.discretion.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "upright": {"level": "INFO"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
        # Its warnings are addresses that somebody asked for and that are not here.
        "django.request": {"level": "ERROR"},
        # Its errors repeat addresses.
        "anymail": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # Every task that begins and ends; what became of them is in the admin.
        "django_tasks": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},
    },
}

# Set-up, sourced by ./dev: everything the program needs, and nothing twice.
#
#   set_up run    what the program needs here; with no display, no libraries for a window
#   set_up test   the same, the window's libraries, and what tests and checks need
#
# Expects $root, this checkout. Sets $python, the interpreter of the virtual environment.

say() { printf "%s\n" "$@" >&2; }
give_up() { printf "%s\n" "$@" >&2; exit 2; }

has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# Print a Python of at least 3.11; the machine's own comes first.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    give_up "Briefbuilder needs Python 3.11 or newer, and none was found." \
        "On Debian: apt-get install --no-install-recommends -y python3 python3-pip"
}

# Print the command that installs the system libraries that do not load here.
what_is_missing() { "$base_python" "$root/tools/missing_packages.py" install "$@"; }

# Install the system libraries that do not load here, or print the command that would. Tried with
# apt-get; dnf, zypper and pacman are told the same in their own words.
provide_libraries() {
    install=$(what_is_missing "$@")
    [ -n "$install" ] || return 0
    refresh=$("$base_python" "$root/tools/missing_packages.py" refresh)
    manager=${install%% *}
    if ! command -v "$manager" >/dev/null; then
        give_up "System libraries are missing. Please install them and start again." \
            "Debian calls them: $install"
    elif [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        give_up "System libraries are missing. Please run this command and start again:" \
            "sudo $install"
    fi
    say "Installing system libraries: $install"
    # Lists that cannot be refreshed may still be good enough; the next command decides.
    [ -z "$refresh" ] || $as_root $refresh >/dev/null ||
        say "The lists of packages could not be refreshed."
    eval "$as_root env DEBIAN_FRONTEND=noninteractive $install" >/dev/null </dev/null ||
        give_up "The system libraries could not be installed. The command was:" "$install"
    missing=$(what_is_missing "$@")
    [ -z "$missing" ] || give_up "After the installation this is still missing:" "$missing"
}

# Run pip on the virtual environment. Debian's Python may lack what venv needs to put pip inside,
# so the pip outside serves the environment inside.
venv_pip() {
    if "$base_python" -m pip --version >/dev/null 2>&1; then
        "$base_python" -m pip --python "$python" --disable-pip-version-check "$@"
    elif "$python" -m ensurepip >/dev/null 2>&1; then
        "$python" -m pip --disable-pip-version-check "$@"
    else
        give_up "pip is missing. On Debian: apt-get install --no-install-recommends -y python3-pip" \
            "On Fedora: dnf install python3-pip"
    fi
}

checksum() { cksum <"$root/$1"; }
is_installed() {
    [ -x "$python" ] && [ "$(cat "$root/.venv/installed-lock" 2>/dev/null)" = "$(checksum "$1")" ]
}

# Put the packages of a lock file, and the path to our own source, into the virtual environment.
install_lock() {
    lock=$1
    [ -x "$python" ] || "$base_python" -m venv --without-pip "$root/.venv" >&2 ||
        give_up "A virtual environment could not be made in $root/.venv"
    say "Installing the packages of $lock. On a slow line this takes some minutes."
    if [ -n "${BRIEFBUILDER_WHEELS:-}" ]; then
        set -- --no-index --find-links "$BRIEFBUILDER_WHEELS"
    else
        set --
    fi
    venv_pip install --quiet --require-hashes "$@" -r "$root/$lock" >&2 ||
        give_up "The packages of $lock could not be installed; the reason stands above."
    # No build is needed to import the source: a path, seen from site-packages, does.
    site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo ../../../../src >"$site/briefbuilder.pth"
    checksum "$lock" >"$root/.venv/installed-lock"
}

set_up() {
    case $1 in
    run) lock=requirements.lock groups=pages; if has_display; then groups="pages window"; fi ;;
    test) lock=requirements-dev.lock groups="pages window tests" ;;
    esac
    python=$root/.venv/bin/python
    base_python=$(find_python) || exit
    provide_libraries $groups
    # The developers' lock holds all of the program's, so with it there is nothing to do either.
    is_installed requirements-dev.lock || is_installed "$lock" || install_lock "$lock"
}

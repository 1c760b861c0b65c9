#!/usr/bin/env bash
# Takes the pictures of README and guide anew, of the demo as it is today, into docs/images. Needs Chromium and Node.js.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PRAZO_IMAGES="$here/docs/images" dotnet test "$here/tests/Prazo.Browser.Tests" -c Release -nologo --filter 'FullyQualifiedName~PictureTests.Every_picture_can_be_taken'

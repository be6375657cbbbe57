@rem Runs the datalab command of this checkout with its own Node, from any folder. It asks no package registry for anything.
@if not exist "%~dp0node_modules\node\bin\node.exe" (
  echo Datalab is not installed here yet. Run npm ci in %~dp0 first. 1>&2
  exit /b 2
)
@"%~dp0node_modules\node\bin\node.exe" "%~dp0cli\src\main.ts" %*

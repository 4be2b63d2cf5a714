@echo off
rem Runs Gradus from this checkout or from an unpacked distribution: builds what is missing, then hands over to Java.
setlocal
set "ROOT=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not exist "%ROOT%mvnw.cmd" (
  set "APP=%ROOT%"
  goto run
)
set "APP=%ROOT%cli\target\gradus\"
if exist "%APP%stamp" goto run
echo gradus: building (the first time takes some minutes) ... 1>&2
pushd "%ROOT%"
call mvnw.cmd -q -B -ntp -pl platform-api,cli -am -DskipTests -Dspotless.check.skip -Djacoco.skip package 1>&2
if errorlevel 1 (
  popd
  echo gradus: the build failed. Maybe: read the lines above; a JDK, 17 or later, is needed. 1>&2
  exit /b 4
)
popd
echo built > "%APP%stamp"
:run
set "GRADUS_HOME=%ROOT%"
"%JAVA%" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx1g -cp "%APP%lib\gradus-cli.jar" dev.gradus.cli.Gradus %*
exit /b %ERRORLEVEL%

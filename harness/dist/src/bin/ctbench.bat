@echo off
rem Runs ctbench. Written from the documentation of cmd.exe and never run on Windows: please report what fails.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" --add-modules jdk.incubator.vector -Djava.awt.headless=true -Dfile.encoding=UTF-8 -XX:+UseSerialGC %CTBENCH_JAVA_OPTS% -jar "%~dp0..\lib\ctbench-${project.version}.jar" %*
exit /b %ERRORLEVEL%

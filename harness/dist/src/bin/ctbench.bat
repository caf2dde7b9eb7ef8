@echo off
rem Runs ctbench. Written from the documentation of cmd.exe and never run on Windows: please report what fails.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

rem The engine exact is ten times as fast where Java has this module, which newer ones may lack.
set "VECTORS="
"%JAVA%" --list-modules 2>nul | findstr /b "jdk.incubator.vector" >nul && set "VECTORS=--add-modules jdk.incubator.vector"

rem SerialGC unless the user chose.
set "COLLECTOR=-XX:+UseSerialGC"
(set CTBENCH_JAVA_OPTS & set JDK_JAVA_OPTIONS & set JAVA_TOOL_OPTIONS & set _JAVA_OPTIONS) 2>nul | findstr /r "XX:+Use[A-Za-z0-9]*GC" >nul && set "COLLECTOR="

"%JAVA%" %VECTORS% -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dctbench.exit.check=10 %COLLECTOR% %CTBENCH_JAVA_OPTS% -jar "%~dp0..\lib\ctbench-${project.version}.jar" %*
set "CODE=%ERRORLEVEL%"

rem A failed check is 10 from Java and 1 here: Java itself ends with 1, and cmd with 9009, where it does not start.
if "%CODE%"=="10" exit /b 1
for %%C in (0 2 3 130) do if "%CODE%"=="%%C" exit /b %CODE%
echo error: Java ended with exit code %CODE% 1>&2
echo   fix: see what Java says above; it needs Java 17 or newer, and memory 1>&2
exit /b 3

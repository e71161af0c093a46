using System.Runtime.InteropServices;
using Valiqor.Cli;
using Valiqor.Cli.Commands;

using var stop = new CancellationTokenSource();

// The first Ctrl-C lets the command cancel its run and tidy up; a second one ends the process as usual.
void OnSignal(PosixSignalContext signal)
{
    if (!stop.IsCancellationRequested)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);

string[] words = args is [] ? ["--help"] : args;
return await CommandRunner.RunAsync(RootCommands.Create().Parse(words), stop.Token);

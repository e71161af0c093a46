using System.CommandLine;
using System.Globalization;
using Valiqor.LocalHost;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor serve</c>: the service in this process, until it is stopped.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 7071;

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on this machine to listen on; 0 takes a free one.",
            HelpName = "PORT",
            DefaultValueFactory = _ => DefaultPort,
            CustomParser = result =>
            {
                if (!ushort.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out ushort number))
                {
                    result.AddError("--port is a number from 0 to 65535.");
                }

                return number;
            },
        };
        Option<string?> data = SharedOptions.Data();
        Option<string?> storage = SharedOptions.Storage();

        var command = new Command("serve", "Runs the service on this machine until it is stopped.")
        {
            port, data, storage,
        };
        command.SetAction((parsed, cancellationToken) => ServeAsync(
            new LocalServiceOptions
            {
                DataDirectory = parsed.GetValue(data) ?? ServiceTarget.DefaultDataDirectory,
                Port = parsed.GetValue(port),
                StorageConnection = parsed.GetValue(storage),
                Settings = ServiceSession.QuietStart,
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> ServeAsync(LocalServiceOptions options, CancellationToken cancellationToken)
    {
        await using LocalService service = await LocalService.StartAsync(options, cancellationToken);
        string keyFile = Path.Combine(Path.GetFullPath(options.DataDirectory), "admin.key");
        await Console.Out.WriteLineAsync($"""
            Valiqor serves at  {service.Url}
            Key                {service.AdminKey}
            Key file           {keyFile}
            Drop datasets      {service.DropContainer}
            Ctrl-C stops it.
            """);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // That is how it is meant to end.
        }

        await Console.Out.WriteLineAsync("Stopping ...");
        return ExitCodes.Done;
    }
}

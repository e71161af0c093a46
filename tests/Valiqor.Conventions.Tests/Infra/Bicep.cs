using System.Diagnostics;
using System.Runtime.InteropServices;
using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Infra;

/// <summary>The Bicep compiler that the build restores.</summary>
internal static class Bicep
{
    public const string WhyNot = "The Bicep compiler is restored for Linux on x64 only.";

    public static bool Runs =>
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    /// <summary>Runs the compiler in the repository's root.</summary>
    public static async Task<BicepRun> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.Metadata(typeof(Bicep), "BicepPath"), arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new(process.ExitCode, await output, await errors);
    }
}

/// <param name="Errors">Warnings as well: the compiler's exit code says nothing of them.</param>
internal sealed record BicepRun(int ExitCode, string Output, string Errors);

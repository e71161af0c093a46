using System.Runtime.CompilerServices;

namespace Valiqor.Pipeline.Tests;

/// <summary>
/// Compares a text with the file of that name in <c>Snapshots</c> beside the test. To accept what has changed, run the
/// test with <c>VALIQOR_UPDATE_SNAPSHOTS=1</c> and review the difference like code.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string actual, string name, [CallerFilePath] string test = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        string text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("VALIQOR_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.Exists(file).ShouldBeTrue($"{name} is not there yet: run once with VALIQOR_UPDATE_SNAPSHOTS=1");
        text.ShouldBe(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}

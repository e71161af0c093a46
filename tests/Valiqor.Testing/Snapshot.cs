using System.Runtime.CompilerServices;

namespace Valiqor.Testing;

/// <summary>
/// Compares a text with the file of that name in <c>Snapshots</c> beside the test, or with a part of a document. To
/// accept what has changed, run the test with <c>VALIQOR_UPDATE_SNAPSHOTS=1</c> and review the difference like code.
/// </summary>
internal static class Snapshot
{
    private const string UpdateVariable = "VALIQOR_UPDATE_SNAPSHOTS";

    private static bool Updates => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static void Matches(string actual, string name, [CallerFilePath] string test = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        string text = actual.ReplaceLineEndings("\n");
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.Exists(file).ShouldBeTrue($"{name} is not there yet: run once with {UpdateVariable}=1");
        text.ShouldBe(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    /// <summary>
    /// Compares with what stands between a document's marks <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- /NAME --&gt;</c>.
    /// </summary>
    /// <param name="document">Its path in the repository.</param>
    public static void MatchesPart(string actual, string document, string mark)
    {
        string file = Repository.File(document);
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        string opening = $"<!-- {mark} -->\n";
        int start = text.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        int end = text.IndexOf($"<!-- /{mark} -->", StringComparison.Ordinal);
        start.ShouldBeInRange(opening.Length, end, $"{document} has no marks <!-- {mark} --> and <!-- /{mark} -->");

        string part = actual.ReplaceLineEndings("\n").Trim('\n') + "\n";
        if (Updates)
        {
            text = text[..start] + part + text[end..];
            end = start + part.Length;
            File.WriteAllText(file, text);
        }

        text[start..end].ShouldBe(part, $"{document} differs from the code: run once with {UpdateVariable}=1");
    }
}

using System.Globalization;
using Spectre.Console;
using Valiqor.Analysis.Scans;

namespace Valiqor.Cli.Rendering;

/// <summary>What a scan found: how much of each kind, and where.</summary>
internal static class ScanReport
{
    // What fits a screen; --json has all.
    private const int MostRows = 40;
    private const int MostSkipped = 10;
    private const int DetailCharacters = 100;

    public static void Write(IAnsiConsole console, ContextMap map)
    {
        console.WriteLine();
        console.Write(new ConsoleText(Headline(map), new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        Table table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false }
            .AddColumn("Kind").AddColumn("Place").AddColumn("What");
        Row[] rows = [.. RowsOf(map)];
        foreach (Row row in rows.Take(MostRows))
        {
            table.AddRow(new ConsoleText(row.Kind), new ConsoleText(row.Place), new ConsoleText(row.What));
        }

        if (rows.Length > 0)
        {
            console.Write(table);
        }

        foreach (string line in Remarks(map, rows.Length))
        {
            console.Write(new ConsoleText(line, new Style(decoration: Decoration.Dim)));
            console.WriteLine();
        }
    }

    /// <summary>In plain lines, for files, pipes and logs.</summary>
    public static void Write(TextWriter writer, ContextMap map)
    {
        writer.WriteLine(Headline(map));
        Row[] rows = [.. RowsOf(map)];
        foreach (Row row in rows.Take(MostRows))
        {
            writer.WriteLine($"{row.Kind,-10}  {row.Place}  {row.What}");
        }

        foreach (string line in Remarks(map, rows.Length))
        {
            writer.WriteLine(line);
        }
    }

    private static string Headline(ContextMap map) =>
        $"{Count(map.Prompts.Length, "prompt")}, {Count(map.Tools.Length, "tool")}, "
        + $"{Count(map.ModelCalls.Length, "model call")} and {Count(map.Workflows.Length, "workflow")} "
        + $"in {Count(map.FileCount, "file")}";

    private static IEnumerable<Row> RowsOf(ContextMap map)
    {
        foreach (ScannedPrompt prompt in map.Prompts)
        {
            string secrets = prompt.Secrets.IsEmpty ? "" : $" (holds {string.Join(", ", prompt.Secrets)})";
            yield return new Row("prompt", prompt.Place(), $"{prompt.Role}: {prompt.Text}", secrets);
        }

        foreach (ScannedTool tool in map.Tools)
        {
            yield return new Row("tool", tool.Place(), $"{tool.Name}: {tool.Description ?? "(no description)"}");
        }

        foreach (ScannedModelCall call in map.ModelCalls)
        {
            yield return new Row("model call", call.Place(), SettingsOf(call));
        }

        foreach (ScannedWorkflow flow in map.Workflows)
        {
            yield return new Row(
                "workflow", new SourcePlace(flow.Path, flow.Line), $"{flow.Framework} {flow.Kind} {flow.Name}");
        }
    }

    private static string SettingsOf(ScannedModelCall call)
    {
        string?[] parts =
        [
            call.Provider,
            call.Model,
            call.Temperature is { } temperature
                ? string.Create(CultureInfo.InvariantCulture, $"temperature {temperature}")
                : null,
            call.MaxTokens is { } tokens
                ? string.Create(CultureInfo.InvariantCulture, $"at most {tokens} tokens")
                : null,
            call.ResponseFormat is { } format ? $"format {format}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static IEnumerable<string> Remarks(ContextMap map, int rows)
    {
        if (rows > MostRows)
        {
            yield return $"… and {Number(rows - MostRows)} more: --json shows all.";
        }

        foreach (SkippedFile file in map.Skipped.Take(MostSkipped))
        {
            yield return $"Not read: {file.Path} is {file.Reason}.";
        }

        if (map.Skipped.Length > MostSkipped)
        {
            yield return $"Not read: {Number(map.Skipped.Length - MostSkipped)} more.";
        }
    }

    private static string Count(int number, string what) => $"{Number(number)} {what}{(number == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A finding on one line.</summary>
    private sealed record Row(string Kind, string Place, string What)
    {
        public Row(string kind, SourcePlace place, string what, string behind = "")
            : this(kind, place.ToString(), OnOneLine(what) + behind)
        {
        }

        private static string OnOneLine(string text)
        {
            string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            string plain = new([.. line.Where(c => !char.IsControl(c))]);
            return plain.Length <= DetailCharacters ? plain : plain[..(DetailCharacters - 1)] + "…";
        }
    }
}

using System.Globalization;
using Valiqor.Analysis.Scans;
using Valiqor.Scanner.Finders;

namespace Valiqor.Scanner.Files;

/// <summary>
/// Reads files that are prompts: whole texts, and Prompty's with settings in front and a role before each message.
/// </summary>
internal static class PromptFile
{
    private const string Fence = "---";

    private static readonly string[] Roles = ["system", "user", "assistant", "developer"];

    public static void Read(string path, string text, FileFindings found)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int start = BodyStart(lines);
        string name = Path.GetFileNameWithoutExtension(path);
        if (path.EndsWith(".prompty", StringComparison.OrdinalIgnoreCase))
        {
            ReadSettings(lines.AsSpan(0, start), found);
            ReadMessages(lines, start, name, found);
        }
        else
        {
            string role = path.Contains("system", StringComparison.OrdinalIgnoreCase) ? "system" : "template";
            Add(lines, start, lines.Length, name, role, found);
        }
    }

    /// <summary>The first line behind the front matter, from 0.</summary>
    private static int BodyStart(string[] lines)
    {
        if (lines[0].Trim() != Fence)
        {
            return 0;
        }

        int end = Array.FindIndex(lines, 1, line => line.Trim() == Fence);
        return end < 0 ? 0 : end + 1;
    }

    /// <summary>A line <c>system:</c> begins a message, and ends the one before it.</summary>
    private static void ReadMessages(string[] lines, int start, string name, FileFindings found)
    {
        string role = "template";
        int from = start;
        for (int i = start; i <= lines.Length; i++)
        {
            string? next = i == lines.Length ? "" : Roles.FirstOrDefault(one => lines[i].Trim() == $"{one}:");
            if (next is not null)
            {
                Add(lines, from, i, name, role, found);
                (role, from) = (next == "developer" ? "system" : next, i + 1);
            }
        }
    }

    private static void Add(string[] lines, int from, int to, string name, string role, FileFindings found)
    {
        while (from < to && lines[from].Trim().Length == 0)
        {
            from++;
        }

        string text = string.Join('\n', lines[from..to]).Trim();
        if (text.Length > 0)
        {
            found.AddPrompt(from + 1, text, name, role);
        }
    }

    private static void ReadSettings(ReadOnlySpan<string> lines, FileFindings found)
    {
        var call = new ScannedModelCall { Path = found.Path, Line = 1, Provider = "prompty" };
        foreach (string line in lines)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string value = colon < 0 ? "" : line[(colon + 1)..].Trim().Trim('"', '\'');
            call = (colon < 0 ? "" : line[..colon].Trim()) switch
            {
                "azure_deployment" or "model" or "name" when value.Length > 0 && line[0] == ' ' =>
                    call with { Model = call.Model ?? value },
                "temperature" when double.TryParse(value, CultureInfo.InvariantCulture, out double number) =>
                    call with { Temperature = number },
                "max_tokens" when int.TryParse(value, CultureInfo.InvariantCulture, out int tokens) =>
                    call with { MaxTokens = tokens },
                "response_format" => call with { ResponseFormat = value.Length > 0 ? value : "object" },
                _ => call,
            };
        }

        if (lines.Length > 0)
        {
            found.ModelCalls.Add(call);
        }
    }
}

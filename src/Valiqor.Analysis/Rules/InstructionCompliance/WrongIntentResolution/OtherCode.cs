using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>Code in another programming language than the one asked for, as the answer's own fences name it.</summary>
internal sealed class OtherCode : IFindOne<ItemFacts, Mismatch>
{
    /// <summary>The names of a language, in requests and on fences.</summary>
    private static readonly FrozenDictionary<string, string> Languages = new Dictionary<string, string>
    {
        ["python"] = "Python", ["py"] = "Python", ["python3"] = "Python",
        ["java"] = "Java",
        ["javascript"] = "JavaScript", ["js"] = "JavaScript", ["jsx"] = "JavaScript",
        ["typescript"] = "TypeScript", ["ts"] = "TypeScript", ["tsx"] = "TypeScript",
        ["c#"] = "C#", ["csharp"] = "C#", ["cs"] = "C#",
        ["c++"] = "C++", ["cpp"] = "C++",
        ["rust"] = "Rust", ["rs"] = "Rust",
        ["golang"] = "Go", ["go"] = "Go",
        ["ruby"] = "Ruby", ["rb"] = "Ruby",
        ["kotlin"] = "Kotlin", ["swift"] = "Swift", ["php"] = "PHP", ["perl"] = "Perl", ["scala"] = "Scala",
        ["haskell"] = "Haskell", ["lua"] = "Lua", ["elixir"] = "Elixir", ["julia"] = "Julia",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<string> Rules => ["other_programming_language"];

    public Mismatch? Find(ItemFacts facts)
    {
        string output = facts.Item.Output;
        if (facts.Output.Code.Blocks.IsEmpty || AskedIn(facts.Item.Input) is not { } asked)
        {
            return null;
        }

        (string Name, int Start, int End)? other = null;
        foreach (FencedBlock block in facts.Output.Code.Blocks)
        {
            string tag = block.Language(output).ToString();
            if (!Languages.TryGetValue(tag, out string? written))
            {
                // A fence without a language, or of a shell or of data, may hold what was asked for.
                return tag.Length == 0 ? null : other is null ? null : Found(asked, other.Value);
            }

            if (written == asked || AreKin(written, asked))
            {
                return null;
            }

            other ??= (written, block.Start, block.InfoEnd);
        }

        return other is { } found ? Found(asked, found) : null;
    }

    private static Mismatch Found(string asked, (string Name, int Start, int End) other) => Mismatch.InOutput(
        0.85,
        "other_programming_language",
        $"The request asks for {asked}, and the answer's code is {other.Name}.",
        other.Start,
        other.End);

    /// <summary>Code of the one is code of the other, or is labelled so.</summary>
    private static bool AreKin(string one, string other) =>
        (one, other) is ("JavaScript", "TypeScript") or ("TypeScript", "JavaScript") or ("Java", "Kotlin")
            or ("Kotlin", "Java");

    /// <summary>The only language that the request names as the one to write in.</summary>
    private static string? AskedIn(string request)
    {
        string? asked = null;
        for (Match match = Named.Match(request); match.Success; match = Named.Match(request, match.End()))
        {
            string name = Languages[match.Groups["name"].Value];
            if (asked is not null && asked != name)
            {
                return null;
            }

            asked = name;
        }

        return asked is not null && Asks.IsMatch(request) ? asked : null;
    }

    private static readonly Pattern Named = Pattern.AnyCase(
        @"(?:\A|[^\w.])(?<name>python3?|javascript|java|typescript|c#|csharp|c\+\+|cpp|rust|golang|ruby|kotlin|php|perl"
            + @"|scala|haskell|lua|elixir|julia)(?<ahead>\z|[^\w+#.]|\.(?:\z|\W))");

    private static readonly Pattern Asks = Pattern.AnyCase(
        @"\b(?:write|create|implement|code|give|show|generate|develop|build|make|provide|how (?:do|can|would|to))\b");
}

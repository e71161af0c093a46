using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Scans;

/// <summary>How a template takes text of users or of retrieval in.</summary>
internal enum DataPlacement
{
    /// <summary>It takes none.</summary>
    None,

    /// <summary>Nothing around it tells where it begins and ends.</summary>
    Bare,

    /// <summary>At least once it stands between marks or tags.</summary>
    SetApart,
}

/// <summary>The places of a template where text of users or of retrieval is put in.</summary>
internal static class DataPlaces
{
    /// <summary>Words of placeholder names for text that others wrote. Dates, names and the like do no harm.</summary>
    private static readonly FrozenSet<string> Data = FrozenSet.ToFrozenSet(
    [
        "question", "query", "input", "message", "request", "text", "content", "context", "document", "documents",
        "docs", "passage", "passages", "chunk", "chunks", "article", "email", "ticket", "transcript", "review",
        "comment", "page", "html", "body", "snippet", "snippets", "result", "results", "retrieved",
        "conversation", "history", "prompt", "search",
    ], StringComparer.OrdinalIgnoreCase);

    public static DataPlacement Read(string template)
    {
        DataPlacement found = DataPlacement.None;
        foreach (Match place in Placeholder.Matches(template))
        {
            if (!Word.Matches(place.Groups["name"].Value).Any(word => Data.Contains(word.Value)))
            {
                continue;
            }

            found = DataPlacement.Bare;
            if (IsMark(template.AsSpan(0, place.Index).TrimEnd(), atEnd: true)
                || IsMark(template.AsSpan(place.Index + place.Length).TrimStart(), atEnd: false))
            {
                return DataPlacement.SetApart;
            }
        }

        return found;
    }

    private static bool IsMark(ReadOnlySpan<char> text, bool atEnd)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        char near = atEnd ? text[^1] : text[0];
        return near is '>' or '<' or '"' or '\'' or '`' or '“' or '”' or '»' or '«' or '|' or '=' or '~'
            || Repeats(text, near, atEnd);
    }

    /// <summary>A rule of signs: <c>---</c>, <c>###</c>, <c>***</c>.</summary>
    private static bool Repeats(ReadOnlySpan<char> text, char sign, bool atEnd)
    {
        ReadOnlySpan<char> three = text.Length < 3 ? [] : atEnd ? text[^3..] : text[..3];
        return three.Length == 3 && !char.IsLetterOrDigit(sign) && three.IndexOfAnyExcept(sign) < 0;
    }

    /// <summary><c>{question}</c>, <c>{{ question }}</c>, <c>${question}</c>, <c>{{$question}}</c>.</summary>
    private static readonly Pattern Placeholder = Pattern.Of(
        @"\$?\{\{?\s*\$?(?<name>[A-Za-z_][\w.\[\]'""()]{0,100})\s*\}\}?");

    private static readonly Pattern Word = Pattern.Of(@"[A-Z]?[a-z]+|[A-Z]+");
}

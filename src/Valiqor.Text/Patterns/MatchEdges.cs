using System.Text.RegularExpressions;

namespace Valiqor.Text.Patterns;

/// <summary>
/// Where a match begins and ends without the neighbours that a pattern only looks at. It names them <c>before</c> and
/// <c>ahead</c>, since matching without backtracking knows no lookaround.
/// </summary>
public static class MatchEdges
{
    public static int Start(this Match match) =>
        match.Groups["before"] is { Success: true } before ? before.Index + before.Length : match.Index;

    public static int End(this Match match) =>
        match.Groups["ahead"] is { Success: true } ahead ? ahead.Index : match.Index + match.Length;
}

using System.Collections.Frozen;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>What a tool's name tells of it: its words, and whether it changes the world or only looks.</summary>
internal static class ToolNames
{
    private static readonly FrozenSet<string> Changing = FrozenSet.ToFrozenSet(
    [
        "create", "update", "delete", "set", "write", "add", "remove", "send", "post", "put", "insert", "edit",
        "move", "submit", "book", "cancel", "execute", "run", "apply", "save", "upload", "login", "pay", "refund",
        "transfer", "reserve", "schedule", "order", "issue", "assign", "close", "open", "start", "stop", "restart",
        "reset", "approve", "patch", "commit", "deploy", "install", "rename", "replace", "append", "publish",
        "charge", "authenticate", "fix", "navigate", "goto", "switch", "select", "fill", "enable", "disable",
        "register", "place", "buy", "sell", "drop",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Stepping = FrozenSet.ToFrozenSet(
    [
        "click", "scroll", "press", "tap", "swipe", "type", "wait", "sleep", "step", "next", "previous", "advance",
        "forward", "back", "random", "roll", "increment", "decrement", "turn", "key", "keypress", "pop", "dequeue",
        "screenshot", "think", "time", "now",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Destroying = FrozenSet.ToFrozenSet(
        ["delete", "remove", "cancel", "drop", "purge", "wipe", "erase", "destroy", "reset", "clear", "terminate"],
        StringComparer.Ordinal);

    private static readonly string[] Namespaces = ["functions_", "function_", "default_api_", "tools_", "api_"];

    /// <summary>Calls of it may change what the next call of another tool finds.</summary>
    public static bool ChangesState(string name) =>
        WordsOf(name).Any(word => Changing.Contains(word) || Stepping.Contains(word));

    /// <summary>Does something to the user's world, where a search only looks.</summary>
    public static bool IsAction(string name) => WordsOf(name) is [var verb, ..] && Changing.Contains(verb);

    /// <summary>Calling it again with the same arguments is its use: a click, a wait, the next page.</summary>
    public static bool IsMeantToRepeat(string name) => WordsOf(name).Any(Stepping.Contains);

    /// <summary>Takes away what cannot easily be brought back.</summary>
    public static bool IsDestructive(string name) => WordsOf(name) is [var verb, ..] && Destroying.Contains(verb);

    /// <summary>
    /// Equal but for what clients do to names: a namespace before them, and points or dashes that become underscores.
    /// </summary>
    public static bool AreSame(string offered, string called)
    {
        if (string.Equals(offered, called, StringComparison.Ordinal))
        {
            return true;
        }

        string one = Joined(offered);
        return one.Length > 0 && (one == Joined(called) || one == WithoutNamespace(called));
    }

    /// <summary>With underscores for the points and dashes that some clients cannot send.</summary>
    public static string Joined(string name) => name.Replace('.', '_').Replace('-', '_').Replace('/', '_');

    /// <summary>The joined name without what some models put before it: "functions.get_weather".</summary>
    public static string WithoutNamespace(string name)
    {
        string joined = Joined(name);
        string? known = Array.Find(Namespaces, prefix => joined.StartsWith(prefix, StringComparison.Ordinal));
        return known is null ? joined : joined[known.Length..];
    }

    /// <summary>The lower-case words of snake_case, camelCase, kebab-case and dotted names.</summary>
    public static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool boundary = i == name.Length
                || !char.IsLetterOrDigit(name[i])
                || !char.IsLetterOrDigit(name[i - 1])
                || (char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (boundary)
            {
                if (char.IsLetterOrDigit(name[start]))
                {
                    words.Add(name[start..i].ToLowerInvariant());
                }

                start = i;
            }
        }

        return words;
    }
}

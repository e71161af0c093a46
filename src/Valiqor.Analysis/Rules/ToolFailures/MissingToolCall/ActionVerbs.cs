using System.Collections.Frozen;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>The verbs of actions, as answers claim them and as tools are named for them.</summary>
internal static class ActionVerbs
{
    /// <summary>A claim's participle, and the words of tool names that do such a thing.</summary>
    private static readonly FrozenDictionary<string, string[]> Doers = new Dictionary<string, string[]>
    {
        ["booked"] = ["book", "reserve"],
        ["reserved"] = ["book", "reserve"],
        ["sent"] = ["send", "email", "post", "forward", "message", "notify"],
        ["emailed"] = ["send", "email"],
        ["created"] = ["create", "add", "make", "open", "new", "insert", "generate"],
        ["scheduled"] = ["schedule", "create", "add", "book", "set", "plan"],
        ["cancelled"] = ["cancel", "delete", "remove"],
        ["canceled"] = ["cancel", "delete", "remove"],
        ["deleted"] = ["delete", "remove", "clear", "cancel"],
        ["removed"] = ["delete", "remove", "clear", "cancel"],
        ["updated"] = ["update", "change", "modify", "edit", "set", "patch", "put"],
        ["changed"] = ["update", "change", "modify", "edit", "set", "patch", "put"],
        ["ordered"] = ["order", "place", "buy", "purchase"],
        ["placed"] = ["order", "place", "buy", "purchase"],
        ["purchased"] = ["order", "place", "buy", "purchase"],
        ["bought"] = ["order", "place", "buy", "purchase"],
        ["transferred"] = ["transfer", "send", "pay", "move"],
        ["paid"] = ["pay", "transfer", "charge"],
        ["refunded"] = ["refund", "return"],
        ["posted"] = ["post", "publish", "send", "create"],
        ["submitted"] = ["submit", "create", "send", "post"],
        ["registered"] = ["register", "create", "add", "sign"],
        ["opened"] = ["open", "create"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The tool's name begins with a verb for what is claimed.</summary>
    public static bool AreSame(string tool, string participle) =>
        Doers.TryGetValue(participle, out string[]? verbs)
        && ToolNames.WordsOf(tool) is [var verb, ..] && verb == verbs[0];

    /// <summary>The tool's name has any word for it, or says too little to rule it out.</summary>
    public static bool MayDo(string tool, string participle) =>
        !Doers.TryGetValue(participle, out string[]? verbs)
        || ToolNames.WordsOf(tool).Exists(word => verbs.Contains(word) || word is "execute" or "run" or "call" or "do"
            or "perform" or "invoke" or "process" or "manage" or "handle" or "agent" or "action" or "api");
}

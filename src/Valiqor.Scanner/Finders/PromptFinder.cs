using System.Collections.Frozen;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.Finders;

/// <summary>
/// Finds texts that instruct a model: by their place in a message or call, by their name, by how they begin.
/// </summary>
internal static class PromptFinder
{
    // What is shorter is a key, a label or a test's "hello".
    private const int ShortestPrompt = 15;

    // A user's message in the sources is a template or an example; a short one without places is the latter.
    private const int ShortestUserPrompt = 60;

    private const int ShortestUnnamed = 80;

    // Names such as "prompt" ask people for a word at a console, too.
    private const int ShortestOfCommonName = 40;

    private static readonly FrozenDictionary<string, string> Roles = new Dictionary<string, string>
    {
        ["system"] = "system", ["developer"] = "system", ["user"] = "user", ["human"] = "user",
        ["assistant"] = "assistant", ["ai"] = "assistant", ["model"] = "assistant",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Calls whose first or <c>content</c> argument is a message, with its role.</summary>
    private static readonly FrozenDictionary<string, string> Messages = new Dictionary<string, string>
    {
        ["SystemMessage"] = "system", ["SystemChatMessage"] = "system", ["DeveloperChatMessage"] = "system",
        ["AddSystemMessage"] = "system", ["AddDeveloperMessage"] = "system", ["ChatHistory"] = "system",
        ["CreateSystemMessage"] = "system", ["HumanMessage"] = "user", ["UserChatMessage"] = "user",
        ["AddUserMessage"] = "user", ["CreateUserMessage"] = "user", ["from_template"] = "template",
        ["fromTemplate"] = "template", ["PromptTemplate"] = "template", ["ChatPromptTemplate"] = "template",
        ["SystemMessagePromptTemplate"] = "system", ["HumanMessagePromptTemplate"] = "user",
        ["InvokePromptAsync"] = "template", ["InvokePromptStreamingAsync"] = "template",
        ["CreateFunctionFromPrompt"] = "template", ["KernelPromptTemplate"] = "template",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Arguments and members that hold a prompt, with its role.</summary>
    private static readonly FrozenDictionary<string, string> Members = new Dictionary<string, string>
    {
        ["system"] = "system", ["system_prompt"] = "system", ["system_message"] = "system",
        ["system_instruction"] = "system", ["instructions"] = "system", ["instruction"] = "system",
        ["backstory"] = "system", ["prompt"] = "template", ["template"] = "template",
        ["prompt_template"] = "template", ["user_prompt"] = "user",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a template is called for when it is one of a conversation, not of a page or a script.</summary>
    private static readonly string[] Talk =
    [
        "rag", "qa", "question", "answer", "chat", "system", "user", "human", "message", "query", "context", "summary",
        "llm", "assistant", "agent",
    ];

    private static readonly string[] Openings =
    [
        "You are ", "You're ", "Act as ", "Your task ", "Your job ", "Your role ", "Answer the ", "Given the ",
        "Use the following ", "Summarize the ", "Extract the ", "Classify the ", "As an AI", "As a helpful",
    ];

    public static void Find(Outline source, FileFindings found)
    {
        foreach (Node node in source.All)
        {
            switch (node)
            {
                case MapNode map:
                    FindInMap(source, map, found);
                    break;
                case CallNode call:
                    FindInCall(source, call, found);
                    break;
                case ListNode { Items: [TextNode role, var content] }
                    when Roles.TryGetValue(role.Text, out string? name):
                    Add(source.TextOf(content), null, name, found);
                    break;
                case AssignmentNode assignment:
                    FindInAssignment(source, assignment, found);
                    break;
                case TextNode { Text.Length: >= ShortestUnnamed } text
                    when Openings.Any(text.Text.TrimStart().StartsWith):
                    Add(text, null, null, found);
                    break;
                default:
                    break;
            }
        }
    }

    private static void FindInMap(Outline source, MapNode map, FileFindings found)
    {
        if (source.TextOf(map["role"]) is { } role && Roles.TryGetValue(role.Text, out string? name))
        {
            Add(source.TextOf(map["content"] ?? map["text"] ?? map["parts"]), null, name, found);
        }

        foreach (Argument member in map.Members)
        {
            FindByName(source, member, found);
        }
    }

    private static void FindInCall(Outline source, CallNode call, FileFindings found)
    {
        foreach (Argument argument in call.Arguments)
        {
            FindByName(source, argument, found);
        }

        Node? first = call["content"] ?? call["prompt_template"] ?? call.Positional.FirstOrDefault();
        if (Messages.TryGetValue(call.Name, out string? role))
        {
            // SystemMessagePromptTemplate.from_template: what it is called on says more.
            string? owner = (call.Receiver as WordNode)?.Last;
            role = owner is not null && Messages.TryGetValue(owner, out string? whose) ? whose : role;
            Add(source.TextOf(first), null, role, found);
        }
        else if (call.Name is "ChatMessage" or "AddMessage" or "ChatMessageContent" or ""
            && call.Positional.Take(2).ToArray() is [WordNode who, var content]
            && Roles.TryGetValue(who.Last, out string? given))
        {
            Add(source.TextOf(content), null, given, found);
        }
    }

    private static void FindByName(Outline source, Argument argument, FileFindings found)
    {
        if (argument.Name is not { } name || source.TextOf(argument.Value) is not { } text)
        {
            return;
        }

        string words = string.Join('_', Names.WordsOf(name));
        bool isCommon = words is "prompt" or "template" or "system" or "instruction";
        bool isLong = text.Text.Length >= ShortestOfCommonName || text.Text.Contains('{', StringComparison.Ordinal);
        if (Members.TryGetValue(words, out string? role) && (isLong || !isCommon))
        {
            Add(text, null, role, found);
        }
    }

    private static void FindInAssignment(Outline source, AssignmentNode assignment, FileFindings found)
    {
        string[] words = Names.WordsOf(assignment.Name);
        bool isPrompt = words.Any(word => word is "prompt" or "prompts" or "instruction" or "instructions" or "persona")
            || (words.Contains("template") && words.Any(Talk.Contains))
            || (words.Contains("system") && words.Contains("message"));
        if (!isPrompt || words.Any(word => word is "path" or "file" or "dir" or "url" or "id" or "name"))
        {
            return;
        }

        // A name of one word holds questions of a console as often.
        int shortest = words.Length == 1 ? ShortestOfCommonName : ShortestPrompt;

        string role = words.Any(word => word is "system" or "instruction" or "instructions" or "persona" or "developer")
            ? "system"
            : words.Any(word => word is "user" or "human") ? "user" : "template";
        string name = assignment.Name[(assignment.Name.LastIndexOf('.') + 1)..];
        foreach (TextNode text in TextsOf(source, assignment.Value))
        {
            if (text.Text.Length >= shortest || text.Text.Contains('{', StringComparison.Ordinal))
            {
                Add(text, name, role, found);
            }
        }
    }

    /// <summary>A text, or those of a list or map of prompts.</summary>
    private static IEnumerable<TextNode> TextsOf(Outline source, Node value) => value switch
    {
        ListNode list => list.Items.OfType<TextNode>(),
        MapNode map when map["role"] is null => map.Members.Select(member => member.Value).OfType<TextNode>(),
        _ => source.TextOf(value) is { } text ? [text] : [],
    };

    private static void Add(TextNode? node, string? name, string? role, FileFindings found)
    {
        string? text = node?.Text.Trim();
        if (node is null || text is not { Length: >= ShortestPrompt } || !text.Contains(' ', StringComparison.Ordinal))
        {
            return;
        }

        bool isExample = role == "user" && text.Length < ShortestUserPrompt
            && !text.Contains('{', StringComparison.Ordinal);
        if (!isExample && !IsOther(text))
        {
            found.AddPrompt(node.Line, text, name, role);
        }
    }

    /// <summary>Texts of other languages that names like "template" hold as well.</summary>
    private static bool IsOther(string text) =>
        text.StartsWith("SELECT ", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("INSERT ", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}

using System.Collections.Immutable;

namespace Valiqor.Scanner.Syntax;

/// <summary>A source file as finders see it.</summary>
internal sealed class Outline
{
    // Names of names of names: enough for real sources, and an end for names that mean each other.
    private const int ResolveLimit = 5;

    // A literal of literals; what is larger is no prompt.
    private const int TextCharacters = 100_000;

    private static readonly string[] TextCalls =
        ["format", "strip", "trim", "Trim", "dedent", "cleandoc", "stripIndent", "rstrip", "lstrip", "trimEnd",
            "TrimEnd", "trimStart", "replace", "Replace", "ReplaceLineEndings"];

    private readonly Dictionary<string, Node?> _values = new(StringComparer.Ordinal);

    public Outline(string path, ImmutableArray<Node> roots)
    {
        Path = path;
        All = [.. Walk(roots)];
        foreach (Node node in All)
        {
            if (node is AssignmentNode assignment)
            {
                // A name that is given two values has none that could be told.
                _values[assignment.Name] = _values.ContainsKey(assignment.Name) ? null : assignment.Value;
            }
        }

        Functions = All.OfType<FunctionNode>().ToLookup(function => function.Name, StringComparer.Ordinal);
        Classes = All.OfType<ClassNode>().ToLookup(type => type.Name, StringComparer.Ordinal);
    }

    public string Path { get; }

    /// <summary>Every node, those around others first.</summary>
    public ImmutableArray<Node> All { get; }

    public ILookup<string, FunctionNode> Functions { get; }

    public ILookup<string, ClassNode> Classes { get; }

    /// <summary>The value of a name of this file, where it can have one only; anything else as it is.</summary>
    public Node Resolve(Node node)
    {
        for (int i = 0; i < ResolveLimit; i++)
        {
            if (node is not WordNode word || ValueOf(word.Name) is not { } value)
            {
                break;
            }

            node = value;
        }

        return node;
    }

    /// <summary>A literal, or what a name or a trimming of one comes to. Its line is that of the literal.</summary>
    public TextNode? TextOf(Node? node) => TextOf(node, 0);

    private TextNode? TextOf(Node? node, int depth) => depth > ResolveLimit ? null : node switch
    {
        TextNode text => text.Text.Length <= TextCharacters ? text : null,
        WordNode word => Resolve(word) is var value && value != word ? TextOf(value, depth + 1) : null,
        CallNode { Receiver: { } receiver } call when TextCalls.Contains(call.Name) && TextOf(receiver, depth + 1)
            is { } text => text,
        CallNode call when TextCalls.Contains(call.Name) => TextOf(call.Positional.FirstOrDefault(), depth + 1),
        OtherNode { Operator: "%" } formatted => TextOf(formatted.Parts[0], depth + 1),
        ListNode parts => Joined(parts, depth),
        _ => null,
    };

    /// <summary>The texts of a message's parts: <c>[{"type": "text", "text": "…"}]</c>.</summary>
    private TextNode? Joined(ListNode parts, int depth)
    {
        TextNode[] texts =
        [
            .. parts.Items.OfType<MapNode>().Select(part => TextOf(part["text"], depth + 1)).OfType<TextNode>(),
        ];
        return texts.Length == 0
            ? null
            : new TextNode(texts[0].Line, string.Join('\n', texts.Select(text => text.Text)));
    }

    private Node? ValueOf(string name)
    {
        if (_values.TryGetValue(name, out Node? value))
        {
            return value;
        }

        int dot = name.LastIndexOf('.');
        return dot < 0 ? null : _values.GetValueOrDefault(name[(dot + 1)..]);
    }

    private static IEnumerable<Node> Walk(IEnumerable<Node> roots)
    {
        var waiting = new Stack<Node>(roots.Reverse());
        while (waiting.TryPop(out Node? node))
        {
            yield return node;
            foreach (Node child in node.Children.Reverse())
            {
                waiting.Push(child);
            }
        }
    }
}

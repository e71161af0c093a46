using System.Collections.Immutable;

namespace Valiqor.Scanner.Syntax;

/// <summary>
/// A piece of a source file, in what C#, Python and TypeScript have in common. Whatever a finder does not look at is an
/// <see cref="OtherNode"/> around its parts.
/// </summary>
/// <param name="Line">From 1.</param>
internal abstract record Node(int Line)
{
    /// <summary>The parts, in the order of the source.</summary>
    public virtual IEnumerable<Node> Children => [];
}

/// <summary>A string literal. What is put in at run time stands in it as <c>{name}</c>.</summary>
internal sealed record TextNode(int Line, string Text) : Node(Line);

internal sealed record NumberNode(int Line, double Value) : Node(Line);

/// <summary>A name, with its dots: <c>self.prompt</c>; <c>true</c>, <c>None</c> and the like too.</summary>
internal sealed record WordNode(int Line, string Name) : Node(Line)
{
    /// <summary>The part behind the last dot.</summary>
    public string Last => Name[(Name.LastIndexOf('.') + 1)..];
}

/// <summary>An array, list, tuple or set.</summary>
internal sealed record ListNode(int Line, ImmutableArray<Node> Items) : Node(Line)
{
    public override IEnumerable<Node> Children => Items;
}

/// <summary>A dictionary, or an object by its members.</summary>
internal sealed record MapNode(int Line, ImmutableArray<Argument> Members) : Node(Line)
{
    /// <summary>True where another object is spread into it.</summary>
    public bool IsOpen { get; init; }

    public override IEnumerable<Node> Children => Members.Select(member => member.Value);

    public Node? this[string name] => Members.FirstOrDefault(member => member.Name == name)?.Value;
}

/// <summary>A call, the making of an object, or an index.</summary>
/// <param name="Receiver">What it is called on; null for a plain function.</param>
/// <param name="Name">Without dots.</param>
internal sealed record CallNode(int Line, Node? Receiver, string Name, ImmutableArray<Argument> Arguments) : Node(Line)
{
    /// <summary>True where arguments are spread into it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True for <c>list[int]</c>.</summary>
    public bool IsIndex { get; init; }

    /// <summary>The one type argument: <c>Answer</c> in <c>GetResponseAsync&lt;Answer&gt;()</c>.</summary>
    public string? TypeArgument { get; init; }

    /// <summary>The names of the chain that leads here: <c>client.chat.completions.create</c>.</summary>
    public string Path => Receiver switch
    {
        WordNode word => $"{word.Name}.{Name}",
        CallNode call => $"{call.Path}.{Name}",
        null => Name,
        _ => $".{Name}",
    };

    public IEnumerable<Node> Positional =>
        Arguments.Where(argument => argument.Name is null).Select(argument => argument.Value);

    public override IEnumerable<Node> Children =>
        (Receiver is null ? [] : (Node[])[Receiver]).Concat(Arguments.Select(argument => argument.Value));

    public Node? this[string name] => Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;
}

/// <summary>A function with what says of it what it is for.</summary>
/// <param name="Documentation">The docstring, or the summary of its documentation.</param>
/// <param name="Marks">Decorators or attributes.</param>
internal sealed record FunctionNode(
    int Line,
    string Name,
    ImmutableArray<Parameter> Parameters,
    string? Documentation,
    ImmutableArray<CallNode> Marks) : Node(Line)
{
    public ImmutableArray<Node> Body { get; init; } = [];

    public override IEnumerable<Node> Children => Marks.AsEnumerable<Node>().Concat(Body);
}

/// <summary>
/// A class by its fields, of which the schema of arguments may be made; or an enum by its values.
/// </summary>
internal sealed record ClassNode(
    int Line,
    string Name,
    ImmutableArray<string> Bases,
    ImmutableArray<Parameter> Fields) : Node(Line)
{
    public string? Documentation { get; init; }

    /// <summary>The values, where it is an enum.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    public ImmutableArray<Node> Body { get; init; } = [];

    public override IEnumerable<Node> Children => Body;
}

internal sealed record AssignmentNode(int Line, string Name, Node Value) : Node(Line)
{
    public override IEnumerable<Node> Children => [Value];
}

/// <summary>Anything else, by the parts of it that are of interest.</summary>
internal sealed record OtherNode(int Line, ImmutableArray<Node> Parts) : Node(Line)
{
    /// <summary>The sign between the parts, where there is one.</summary>
    public string? Operator { get; init; }

    public override IEnumerable<Node> Children => Parts;
}

/// <param name="Name">Null for a positional argument.</param>
internal sealed record Argument(string? Name, Node Value);

/// <summary>A parameter of a function, or a field of a class.</summary>
/// <param name="Type">As it is annotated; null where it is not.</param>
/// <param name="Default">Null where one must be given.</param>
internal sealed record Parameter(string Name, Node? Type, Node? Default)
{
    public string? Description { get; init; }
}

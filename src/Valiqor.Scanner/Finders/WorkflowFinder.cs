using System.Collections.Frozen;
using Valiqor.Analysis.Scans;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.Finders;

/// <summary>Finds graphs, chains, crews and agents by what makes them.</summary>
internal static class WorkflowFinder
{
    private static readonly FrozenDictionary<string, (string Framework, string Kind)> Makers =
        new Dictionary<string, (string Framework, string Kind)>
        {
            ["StateGraph"] = ("langgraph", "graph"),
            ["MessageGraph"] = ("langgraph", "graph"),
            ["create_react_agent"] = ("langgraph", "agent"),
            ["createReactAgent"] = ("langgraph", "agent"),
            ["create_agent"] = ("langchain", "agent"),
            ["createAgent"] = ("langchain", "agent"),
            ["AgentExecutor"] = ("langchain", "agent"),
            ["initialize_agent"] = ("langchain", "agent"),
            ["LLMChain"] = ("langchain", "chain"),
            ["SequentialChain"] = ("langchain", "chain"),
            ["create_retrieval_chain"] = ("langchain", "chain"),
            ["createRetrievalChain"] = ("langchain", "chain"),
            ["from_chain_type"] = ("langchain", "chain"),
            ["Crew"] = ("crewai", "crew"),
            ["AssistantAgent"] = ("autogen", "agent"),
            ["RoundRobinGroupChat"] = ("autogen", "crew"),
            ["SelectorGroupChat"] = ("autogen", "crew"),
            ["as_query_engine"] = ("llama_index", "chain"),
            ["asQueryEngine"] = ("llama_index", "chain"),
            ["ReActAgent"] = ("llama_index", "agent"),
            ["ChatCompletionAgent"] = ("semantic_kernel", "agent"),
            ["AgentGroupChat"] = ("semantic_kernel", "crew"),
            ["ChatClientAgent"] = ("agent_framework", "agent"),
            ["CreateAIAgent"] = ("agent_framework", "agent"),
            ["WorkflowBuilder"] = ("agent_framework", "graph"),
            ["BuildSequential"] = ("agent_framework", "graph"),
            ["BuildConcurrent"] = ("agent_framework", "graph"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] AgentParts =
        ["instructions", "system_prompt", "systemPrompt", "backstory", "tools"];

    private static readonly string[] ChainWords = ["prompt", "llm", "model", "parser", "chain", "retriever", "chat"];

    public static void Find(Outline source, FileFindings found)
    {
        var named = new Dictionary<Node, string>(ReferenceEqualityComparer.Instance);
        foreach (AssignmentNode assignment in source.All.OfType<AssignmentNode>())
        {
            foreach (Node maker in MakersIn(assignment.Value))
            {
                named.TryAdd(maker, assignment.Name);
            }
        }

        foreach (Node node in source.All)
        {
            if (WhatIs(node) is { } what)
            {
                string? name = named.GetValueOrDefault(node);
                found.Workflows.Add(new ScannedWorkflow
                {
                    Path = found.Path,
                    Line = node.Line,
                    Name = NameOf(source, node) ?? name,
                    Kind = what.Kind,
                    Framework = what.Framework,
                    Nodes = [.. StepsOf(source, node, name)],
                });
            }
        }
    }

    /// <summary>The maker in a value: itself, or at the head of a chain of calls.</summary>
    private static IEnumerable<Node> MakersIn(Node value)
    {
        for (Node? node = value; node is not null; node = (node as CallNode)?.Receiver)
        {
            if (WhatIs(node) is not null)
            {
                yield return node;
            }
        }
    }

    private static (string Framework, string Kind)? WhatIs(Node node) => node switch
    {
        CallNode { IsIndex: false } call when Makers.TryGetValue(call.Name, out var known) => known,
        CallNode { Name: "Agent", IsIndex: false } call when AgentParts.Any(part => PartOf(call, part) is not null) =>
            (PartOf(call, "backstory") is null ? "agents" : "crewai", "agent"),
        OtherNode { Operator: "|" } pipe when IsChain(pipe) => ("langchain", "chain"),
        _ => null,
    };

    private static Node? PartOf(CallNode call, string part) =>
        call[part] ?? call.Positional.OfType<MapNode>().FirstOrDefault()?[part];

    /// <summary><c>prompt | llm | parser</c>, and not a union of types.</summary>
    private static bool IsChain(OtherNode pipe) =>
        pipe.Parts.Length >= 2
        && pipe.Parts.Count(part => part switch
        {
            WordNode word => Names.WordsOf(word.Name).Any(ChainWords.Contains),
            CallNode call => Names.WordsOf(call.Name).Any(ChainWords.Contains),
            _ => false,
        }) >= 2;

    private static string? NameOf(Outline source, Node maker) =>
        maker is CallNode call ? source.TextOf(PartOf(call, "name") ?? call["Name"])?.Text : null;

    private static IEnumerable<string> StepsOf(Outline source, Node maker, string? name) =>
        from call in source.All.OfType<CallNode>()
        where call.Name is "add_node" or "addNode" && IsOn(call.Receiver, maker, name)
        let step = source.TextOf(call.Positional.FirstOrDefault())?.Text
            ?? (call.Positional.FirstOrDefault() as WordNode)?.Last
        where step is not null
        select step;

    /// <summary>On the variable, or in a chain of calls that begins with the maker.</summary>
    private static bool IsOn(Node? receiver, Node maker, string? name) => receiver switch
    {
        WordNode word => word.Name == name,
        CallNode chained => ReferenceEquals(chained, maker) || IsOn(chained.Receiver, maker, name),
        _ => false,
    };
}

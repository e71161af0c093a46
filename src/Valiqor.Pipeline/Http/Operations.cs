using System.Collections.Immutable;

namespace Valiqor.Pipeline.Http;

/// <summary>Every operation of the service. The hosts bind this table, and documents are made from it.</summary>
public sealed class Operations(IEnumerable<IOperationGroup> groups)
{
    private readonly Dictionary<string, Operation> _byName = (
        from operation in groups.SelectMany(part => part.Operations)
        from name in (string[])[operation.Name, .. operation.Aliases.Select(alias => alias.Name)]
        select KeyValuePair.Create(name, operation)).ToDictionary(StringComparer.Ordinal);

    /// <summary>In the order of the groups, and of each group's list.</summary>
    public ImmutableArray<Operation> All { get; } = [.. groups.SelectMany(part => part.Operations)];

    /// <summary>The operation of a name or of an alias's name.</summary>
    public Operation this[string name] => _byName[name];
}

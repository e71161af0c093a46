using System.Collections.Immutable;

namespace Valiqor.Service.Door;

/// <summary>Every operation of the service. The hosts bind this table, and documents are made from it.</summary>
public sealed class Operations(IEnumerable<IOperationGroup> groups)
{
    /// <summary>In the order of the groups, and of each group's list.</summary>
    public ImmutableArray<Operation> All { get; } = [.. groups.SelectMany(part => part.Operations)];

    /// <summary>Every way to call the service: each operation by its own route, then by its aliases.</summary>
    public IEnumerable<(Operation Operation, Alias Way)> Ways =>
        from operation in All
        from way in (Alias[])[new(operation.Name, operation.Method, operation.Route), .. operation.Aliases]
        select (operation, way);
}

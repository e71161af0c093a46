using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Valiqor.Conventions.Tests.Floors;

/// <summary>One type that uses another one, both as the outermost types that a source file declares.</summary>
internal sealed record Arrow(TypeReference From, TypeReference To)
{
    public override string ToString() => $"{From.FullName} -> {To.FullName}";
}

/// <summary>
/// The references between an assembly's own types: signatures, base types, attributes and every instruction. Constants
/// leave no trace in compiled code, so a shared constant is no arrow.
/// </summary>
internal static class CompiledReferences
{
    public static IReadOnlyList<Arrow> Of(string assemblyPath)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(assemblyPath);
        return
        [
            .. module.Types.SelectMany(type => UsedBy(type)
                .Where(used => used.Module == module && used != type)
                .Distinct()
                .Select(used => new Arrow(type, used))),
        ];
    }

    private static IEnumerable<TypeDefinition> UsedBy(TypeDefinition outermost)
    {
        IEnumerable<TypeReference?> references = ((IEnumerable<TypeDefinition>)[outermost, .. NestedIn(outermost)])
            .SelectMany(DeclaredBy);
        return references.SelectMany(Parts).Select(OutermostOf).OfType<TypeDefinition>();
    }

    private static IEnumerable<TypeDefinition> NestedIn(TypeDefinition type) =>
        type.NestedTypes.SelectMany(nested => (IEnumerable<TypeDefinition>)[nested, .. NestedIn(nested)]);

    private static IEnumerable<TypeReference?> DeclaredBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.CustomAttributes.SelectMany(Attribute),
        .. type.Fields.SelectMany(field => field.CustomAttributes.SelectMany(Attribute).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => property.CustomAttributes.SelectMany(Attribute)),
        .. type.Methods.SelectMany(DeclaredBy),
    ];

    private static IEnumerable<TypeReference?> DeclaredBy(MethodDefinition method) =>
    [
        .. Signature(method),
        .. method.GenericParameters.SelectMany(Constraints),
        .. method.CustomAttributes.SelectMany(Attribute),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Operand) : [],
    ];

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Attribute(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>()
            .Append(attribute.AttributeType);

    /// <summary>A type, what it is made of (elements, arguments), and nothing of another assembly.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static TypeDefinition? OutermostOf(TypeReference type)
    {
        TypeReference outermost = type;
        while (outermost.DeclaringType is { } declaring)
        {
            outermost = declaring;
        }

        return outermost as TypeDefinition
            ?? (outermost.Scope == outermost.Module ? outermost.Resolve() : null);
    }
}

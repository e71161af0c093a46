namespace Valiqor.Service.Models.Calls;

/// <summary>How one try went: an answer or a fault, and what the provider sent, if anything.</summary>
internal sealed record TryOutcome(ModelAnswer? Answer, ModelFault? Fault, ModelReply? Reply)
{
    public TokenUse Use => Answer?.Use ?? Fault!.Use;

    public static TryOutcome Answered(ModelAnswer answer, ModelReply reply) => new(answer, null, reply);

    public static TryOutcome Failed(ModelFault fault, ModelReply? reply = null) => new(null, fault, reply);
}

namespace Valiqor.Service.Ground;

/// <summary>Whose run it is and which: enough to find everything else in storage.</summary>
public sealed record RunRef(string Organization, string RunId);

namespace Valiqor.Service.Models.Pace;

/// <summary>Leave for one request. It has to be given back, with a report or by disposing.</summary>
internal sealed class PaceTurn(ModelPace pace, long place, MinuteWindow.Entry entry) : IDisposable
{
    private int _isOver;

    public long Place => place;

    public MinuteWindow.Entry Entry => entry;

    public void Settle(PaceReport report)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            pace.End(this, report);
        }
    }

    public void Dispose() => Settle(PaceReport.Lost);
}

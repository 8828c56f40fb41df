using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>
/// Slots that all processes share which name the same folder. Their time is UTC, since the processes may run on several
/// machines. When the folder cannot be written, this process goes on alone.
/// </summary>
internal sealed class FileSlots : SlotStore
{
    // No change takes that long: who keeps the file longer is no process of ours, or one that is stopped.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    // Its UTC moves in steps of this length, and lags behind by up to one.
    private static readonly long s_grain = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(16).Ticks : 0;

    private readonly object _gate = new();
    private readonly List<Action<SlotState>> _waiting = [];
    private readonly string _path;
    private readonly LaneOwner _owner;
    private readonly TimeProvider _clock;
    private readonly LaneRule _rule;
    private SlotState _last = new();
    private long? _heldSince;
    private int _looks;
    private volatile string? _alone;

    public FileSlots(string folder, string name, LaneOwner owner, TimeProvider clock, LaneRule rule)
    {
        if (rule.Capacity > SlotFormat.MaxSlots)
            throw new ArgumentOutOfRangeException(nameof(rule), rule.Capacity, null);
        _path = Path.Combine(folder, name + ".lane");
        _owner = owner;
        _clock = clock;
        _rule = rule;
    }

    public override long Now => _clock.GetUtcNow().UtcTicks;

    public override long LatestNow => Now + s_grain;

    public override long Owner => _owner.Id;

    // Between 50 and 100 ms, so that the processes do not look in step.
    public override TimeSpan Relook => _alone is null ? TimeSpan.FromMilliseconds(50 + ((_owner.Id + (Interlocked.Increment(ref _looks) * 17L)) % 50)) : Timeout.InfiniteTimeSpan;

    public override string? Alone => _alone;

    public override bool IsThere => _alone is not null || File.Exists(_path);

    public override bool IsDead(long owner) => _owner.IsDead(owner);

    public override T Look<T>(Func<SlotState, T> look, T otherwise)
    {
        lock (_gate)
        {
            if (_alone is not null)
                return LookAlone(look);
            bool looked = false;
            T result = otherwise;
            try
            {
                if (!TryShare(Once) && _alone is null)
                    return otherwise;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                GoAlone(Texts.LanesUnwritable(Path.GetDirectoryName(_path)!, e.Message));
            }

            return looked ? result : LookAlone(look);

            void Once(SlotState state)
            {
                looked = true;
                result = look(state);
            }
        }
    }

    public override void Change(Action<SlotState> change)
    {
        lock (_gate)
        {
            _waiting.Add(change);
            Look(static _ => true, otherwise: false);
        }

        Changed.Set();
    }

    private bool TryShare(Action<SlotState> look)
    {
        _owner.Hold();
        using LaneFile? file = LaneFile.TryOpen(_path);
        if (file is null)
        {
            NoticeHeld();
            return false;
        }

        _heldSince = null;
        _last = file.Read() ?? SlotState.Full(_rule, Now);
        CatchUp();
        look(_last);
        if (_last.IsChanged)
            file.Write(_last);
        return true;
    }

    private void CatchUp()
    {
        foreach (Action<SlotState> change in _waiting)
            change(_last);
        _waiting.Clear();
    }

    private void NoticeHeld()
    {
        _heldSince ??= _clock.GetTimestamp();
        if (_clock.GetElapsedTime(_heldSince.Value) > s_patience)
            GoAlone(Texts.LanesHeld(_path));
    }

    private void GoAlone(string why)
    {
        _alone = why;
        _last.Part(_owner.Id, _rule, Now);
    }

    private T LookAlone<T>(Func<SlotState, T> look)
    {
        CatchUp();
        return look(_last);
    }
}

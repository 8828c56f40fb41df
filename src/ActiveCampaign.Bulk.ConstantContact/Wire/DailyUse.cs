using System;
using System.Globalization;
using System.IO;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>
/// Counts the calls of a day, which begins at 00:00 UTC, for all processes that name the same folder. What other machines
/// use nobody can count: that the day is spent is the service's to say. Safe for several threads; it never fails.
/// </summary>
internal sealed class DailyUse
{
    private const string FileName = "day.use";
    private const int Tries = 5;

    private readonly object _gate = new();
    private readonly string? _path;
    private readonly TimeProvider _clock;
    private TimeSpan _skew;
    private DayUse _known;
    private DayUse _unwritten;

    /// <summary>Counts in a folder; null counts in this process alone.</summary>
    public DailyUse(string? folder, TimeProvider clock)
    {
        _clock = clock;
        _path = folder is null ? null : Path.Combine(folder, FileName);
        _known = _unwritten = new DayUse(Today, 0, false);
    }

    private DateTimeOffset Today => new((_clock.GetUtcNow() + _skew).UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>The service's time: its day is the one that counts.</summary>
    public void Learn(DateTimeOffset now)
    {
        lock (_gate)
            _skew = now - _clock.GetUtcNow();
    }

    /// <summary>A call goes out.</summary>
    public void Count() => Change(1, isSpent: false);

    /// <summary>The service says that the day's calls are spent.</summary>
    public void Spend() => Change(0, isSpent: true);

    /// <summary>The use of today so far.</summary>
    public DayUse Read() => Change(0, isSpent: false);

    private DayUse Change(int calls, bool isSpent)
    {
        lock (_gate)
        {
            _unwritten = _unwritten.On(Today).With(calls, isSpent);
            try
            {
                _known = _path is null ? Take(_known.On(Today)) : Share(_path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else has the file, or nobody may write it: it goes with the next call.
            }

            DayUse known = _known.On(Today);
            DayUse unwritten = _unwritten.On(known.Day);
            return known.With(unwritten.Used, unwritten.IsSpent);
        }
    }

    // The wait for the file may end on another day.
    private DayUse Share(string path)
    {
        HomeFolder.Make(Path.GetDirectoryName(path)!);
        using FileStream file = FileLock.Hold(path, Tries);
        DayUse use = Take(Parse(file).On(Today));
        byte[] text = Encoding.ASCII.GetBytes(use.ToText());
        file.Position = 0;
        file.Write(text, 0, text.Length);
        file.SetLength(text.Length);
        return use;
    }

    private DayUse Take(DayUse use)
    {
        DayUse unwritten = _unwritten.On(use.Day);
        DayUse taken = use.With(unwritten.Used, unwritten.IsSpent);
        _unwritten = new DayUse(use.Day, 0, false);
        return taken;
    }

    private static DayUse Parse(FileStream file)
    {
        using StreamReader reader = new(file, Encoding.ASCII, false, 128, leaveOpen: true);
        return DayUse.Parse(reader.ReadToEnd());
    }
}

/// <summary>The calls of one day.</summary>
/// <param name="Day">When it began.</param>
/// <param name="Used">Calls counted here.</param>
/// <param name="IsSpent">Whether the service has said that no more are left, whoever used them.</param>
internal sealed record DayUse(DateTimeOffset Day, int Used, bool IsSpent)
{
    /// <summary>Calls that are left, as far as is known.</summary>
    public int Left => IsSpent ? 0 : Math.Max(0, ConstantContactLimits.CallsPerDay - Used);

    /// <summary>When the next day begins.</summary>
    public DateTimeOffset Next => Day.AddDays(1);

    /// <summary>The same day, or a new one without any call.</summary>
    public DayUse On(DateTimeOffset day) => Day == day ? this : new DayUse(day, 0, false);

    /// <summary>The day with more calls.</summary>
    public DayUse With(int calls, bool isSpent) => this with { Used = Used + calls, IsSpent = IsSpent || isSpent };

    /// <summary>As a file has it.</summary>
    public string ToText() => string.Format(CultureInfo.InvariantCulture, "{0:yyyy-MM-dd} {1} {2}\n", Day, Used, IsSpent ? "spent" : "open");

    /// <summary>Reads that; what cannot be read is a day long gone.</summary>
    public static DayUse Parse(string text)
    {
        string[] parts = text.Trim().Split(' ');
        return parts.Length == 3
            && DateTime.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int used)
                ? new DayUse(new DateTimeOffset(day, TimeSpan.Zero), used, parts[2] == "spent")
                : new DayUse(DateTimeOffset.MinValue, 0, false);
    }
}

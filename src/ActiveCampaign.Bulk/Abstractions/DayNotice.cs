using System;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Says once, and as soon as it is known, that what is left of a day's calls does not do for an import. Used on the pipeline thread.</summary>
internal sealed class DayNotice
{
    // One hands a batch in; as one look tells of all of them, this leaves enough for those.
    private const int CallsPerBatch = 2;

    private const int SampleLength = 64 * 1024;

    private readonly BulkCommand _command;
    private readonly CCSession? _session;
    private readonly ImportSettings _settings;
    private int _formed;
    private bool _isTold;

    /// <param name="command">The command that imports.</param>
    /// <param name="session">The account; one whose day has no limit is never spoken of.</param>
    /// <param name="settings">The import.</param>
    public DayNotice(BulkCommand command, BulkSession session, ImportSettings settings)
    {
        _command = command;
        _session = session as CCSession;
        _settings = settings;
    }

    /// <summary>Judges a file by its size, before anything is sent.</summary>
    public void ShowAhead()
    {
        if (_session is null || _settings.Source is not InputFile source || _settings.ComparedTo is not null || RowFile.IsWorkbook(source.Path))
            return;
        using FileStream file = new(source.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] sample = new byte[SampleLength];
        int length = file.Read(sample, 0, SampleLength);
        double rows = (double)file.Length / Math.Max(1, length) * sample.Take(length).Count(b => b == '\n');
        Tell(Math.Max(file.Length / (double)ConstantContactLimits.MaxBytes, rows / (_settings.BatchSize > 0 ? _settings.BatchSize : ConstantContactLimits.MaxContacts)));
    }

    /// <summary>Judges by what was read so far.</summary>
    public void Show(ImportCounts counts)
    {
        if (_session is null || counts.Formed == _formed)
            return;
        _formed = counts.Formed;
        Tell((counts.Fraction is double part and > 0 ? counts.Formed / part : counts.Formed) - counts.Batches);
    }

    private void Tell(double batches)
    {
        int calls = (int)Math.Ceiling(batches) * CallsPerBatch;
        if (_isTold || _session!.CallsLeft >= calls)
            return;
        _isTold = true;
        _command.WriteWarning(Messages.DayTooShort(calls, _session.CallsLeft, _session.CallsResetAt!.Value));
    }
}

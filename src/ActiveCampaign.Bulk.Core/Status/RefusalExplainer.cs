using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Says in the rows of settled batches why the service did not take them. One batch at a time, so that the looks at
/// other batches are not held up. A failure ends the explaining and not the settling.
/// </summary>
internal sealed class RefusalExplainer : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IRefusalCause _failures;
    private BulkException? _failure;

    /// <summary>Asks by what a service has for that.</summary>
    public RefusalExplainer(IRefusalCause failures)
    {
        _failures = failures;
    }

    /// <summary>What ended the explaining, or null.</summary>
    public BulkException? Failure => Volatile.Read(ref _failure);

    /// <summary>The batch with what is known of its refused rows; the same one where nothing is to be explained.</summary>
    public async Task<BatchReport> ExplainAsync(BatchReport settled, CancellationToken token)
    {
        if (Failure is not null || !settled.RefusedRows.Any(IsUnexplained))
            return settled;
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            return settled with { RefusedRows = await ExplainRowsAsync(settled.RefusedRows, token).ConfigureAwait(false) };
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _failures.Dispose();
        _turn.Dispose();
    }

    private async Task<IReadOnlyList<RefusedRow>> ExplainRowsAsync(IReadOnlyList<RefusedRow> rows, CancellationToken token)
    {
        List<RefusedRow> explained = [.. rows];
        for (int i = 0; i < explained.Count && Failure is null; i++)
        {
            if (IsUnexplained(explained[i]))
                explained[i] = await ExplainAsync(explained[i], token).ConfigureAwait(false);
        }

        return explained;
    }

    private async Task<RefusedRow> ExplainAsync(RefusedRow row, CancellationToken token)
    {
        try
        {
            FailureCause cause = row.Contact.IsEmpty
                ? await _failures.ExplainAsync(row.Email!, token).ConfigureAwait(false)
                : await _failures.ExplainAsync(row.Contact, token).ConfigureAwait(false);
            return row with { Problem = row.Problem with { Text = Texts.FailedBecause(cause) } };
        }
        catch (BulkException e)
        {
            Volatile.Write(ref _failure, e);
            return row;
        }
    }

    private static bool IsUnexplained(RefusedRow row) => row.Problem.Reason == RowReason.FailedAtService && row.Email is not null;
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>
/// Finds every fault of a row. A mapping stops at the first one; without that cell it shows the next. Used by one thread.
/// </summary>
internal sealed class FaultFinder
{
    private readonly TolerantMapping _mapping;
    private RowShape? _shape;
    private IRowMapper? _mapper;

    public FaultFinder(TolerantMapping mapping)
    {
        _mapping = mapping;
    }

    /// <summary>All faults of a refused row, the one that it is refused for first.</summary>
    public async Task<IReadOnlyList<RowProblem>> FindAsync(SourceRow row, RowShape shape, RowProblem first, CancellationToken token)
    {
        List<RowProblem> found = [first];
        if (row.Problem is not null || first.Column is null)
            return found;
        IRowMapper mapper = await MapperAsync(shape, token).ConfigureAwait(false);
        object?[] values = (object?[])row.Values.Clone();
        for (RowProblem? next = first; next is not null && TryTakeOut(row.Shape, values, next);)
        {
            mapper.Map(row with { Values = values }, out next);

            // Where the cell of the address is empty now, that it is missing is no news.
            if (next is not null && !(next.Reason == RowReason.EmailMissing && found.Exists(known => known.Column == next.Column)))
                found.Add(next);
        }

        return found;
    }

    // What the row stage's mapping remembers, such as new tags, must not change by looking at a row twice.
    private async Task<IRowMapper> MapperAsync(RowShape shape, CancellationToken token)
    {
        if (ReferenceEquals(shape, _shape))
            return _mapper!;
        RowMapping beside = await _mapping.BesideAsync(token).ConfigureAwait(false);
        _mapper = await beside.MapperForAsync(shape, token).ConfigureAwait(false);
        _shape = shape;
        return _mapper;
    }

    private static bool TryTakeOut(RowShape shape, object?[] values, RowProblem problem)
    {
        int place = problem.Column is null ? -1 : shape.IndexOf(problem.Column);
        if (place < 0 || place >= values.Length || values[place] is null)
            return false;
        values[place] = problem.Missing is not null && values[place] is string names ? Without(names, problem.Missing) : null;
        return true;
    }

    // A cell may have other names that are not there either.
    private static string? Without(string names, string missing)
    {
        for (int at = names.IndexOf(missing, StringComparison.Ordinal); at >= 0; at = names.IndexOf(missing, at + 1, StringComparison.Ordinal))
        {
            string before = names.Substring(0, at).TrimEnd();
            string after = names.Substring(at + missing.Length).TrimStart();
            if ((before.Length == 0 || !char.IsLetterOrDigit(before[before.Length - 1])) && (after.Length == 0 || !char.IsLetterOrDigit(after[0])))
                return TextRules.IsBlank(before + after) ? null : before + after;
        }

        return null;
    }
}

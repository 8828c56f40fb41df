using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;

/// <summary>The activity is accepted and ends as failed, cancelled or timed out.</summary>
public sealed class ActivityEndsFault : ActivityFault
{
    private readonly ActivityState _state;
    private readonly string[] _errors;
    private readonly int _appliedRows;
    private readonly bool? _errorsAsObjects;

    /// <summary>Makes the fault.</summary>
    /// <param name="state">How it ends.</param>
    /// <param name="errors">What stands in <c>activity_errors</c>.</param>
    /// <param name="appliedRows">How many rows, from the first, are applied before.</param>
    /// <param name="errorsAsObjects">Whether the errors are objects with a message; null leaves it to the options.</param>
    public ActivityEndsFault(
        ActivityState state, IEnumerable<string>? errors = null, int appliedRows = 0, bool? errorsAsObjects = null)
    {
        _state = state > ActivityState.Processing ? state : throw new ArgumentOutOfRangeException(nameof(state));
        _errors = (errors ?? []).ToArray();
        _appliedRows = NotNegative(appliedRows, nameof(appliedRows));
        _errorsAsObjects = errorsAsObjects;
    }

    internal override void OnActivity(ActivityFate fate)
    {
        fate.EndsAs = _state;
        fate.Errors = _errors;
        fate.AppliedRows = _appliedRows;
        fate.ErrorsAsObjects = _errorsAsObjects;
    }
}

using System;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>How many calls a lane takes.</summary>
/// <param name="Capacity">Calls in a window.</param>
/// <param name="Window">The window.</param>
/// <param name="FreesByArrival">
/// False: a slot frees one window after the answer, which holds under a fixed and a rolling window and any latency.
/// True: it frees one window after the latest time the call can have arrived, so that latency costs no speed.
/// </param>
internal sealed record LaneRule(int Capacity, TimeSpan Window, bool FreesByArrival);

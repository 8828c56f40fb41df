using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Who may use a lane of which others use a part.</summary>
internal static class SlotShares
{
    /// <summary>Whether there is room for a call of a connection with a share of the lane, or all of it.</summary>
    /// <remarks>Connections with a share keep to it together, and those with a smaller one within it.</remarks>
    public static bool HasRoom(List<Slot> slots, int capacity, LaneRule rule)
    {
        if (slots.Count >= rule.Capacity || Used(slots, capacity) >= capacity)
            return false;
        foreach (Slot slot in slots)
        {
            if (slot.Capacity > capacity && slot.Capacity < rule.Capacity && Used(slots, slot.Capacity) >= slot.Capacity)
                return false;
        }

        return true;
    }

    private static int Used(List<Slot> slots, int capacity)
    {
        int used = 0;
        foreach (Slot slot in slots)
        {
            if (slot.Capacity <= capacity)
                used++;
        }

        return used;
    }
}


namespace ActiveCampaign.Bulk.Core;

/// <summary>Why the service did not take an address, as far as the account shows it.</summary>
public enum FailureCause
{
    /// <summary>Nothing the account shows explains it.</summary>
    NotStated,

    /// <summary>The address is on the account's exclusion list.</summary>
    Excluded,

    /// <summary>Mail to the address has bounced.</summary>
    Bounced,

    /// <summary>The contact has left a list that the row would put it on.</summary>
    Unsubscribed,

    /// <summary>The contact would be new, and the account holds as many as it may.</summary>
    ContactLimit,

    /// <summary>The address breaks the service's rules, or looks as if it did.</summary>
    Malformed,
}

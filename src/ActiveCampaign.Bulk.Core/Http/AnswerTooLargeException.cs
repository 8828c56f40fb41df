using System.IO;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>An answer that is to be held in memory has no end in sight. Asking again would bring the same.</summary>
internal sealed class AnswerTooLargeException : IOException
{
    public AnswerTooLargeException(long limit)
        : base("The answer is larger than " + limit.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + " bytes.")
    {
    }
}

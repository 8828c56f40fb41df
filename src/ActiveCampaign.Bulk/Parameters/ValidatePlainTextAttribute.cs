using System;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Refuses names with control characters: they are shown on consoles and in logs later.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidatePlainTextAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is string text && !PlainText.IsPlain(text))
            throw new ValidationMetadataException(Messages.NotPlain);
    }
}

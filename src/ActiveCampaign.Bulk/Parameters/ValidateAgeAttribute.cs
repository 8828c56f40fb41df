using System;
using System.Management.Automation;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Refuses an age below zero, which everything has.</summary>
internal sealed class ValidateAgeAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan age && age < TimeSpan.Zero)
            throw new ValidationMetadataException(Messages.AgeNegative);
    }
}

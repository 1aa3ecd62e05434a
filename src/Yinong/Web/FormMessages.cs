using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;

namespace Yinong.Web;

/// <summary>
/// What a form says when an annotation gives no words of its own, and the English of those that do. The Chinese text is the key, as everywhere.
/// </summary>
static class FormMessages
{
    public static IMvcBuilder AddFormMessages(this IMvcBuilder mvc)
    {
        mvc.AddMvcOptions(Configure);
        mvc.AddMvcOptions(WideDigits.Read);
        mvc.AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (_, _) => new Localizer());
        return mvc;
    }

    static void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(new Defaults());
        options.ModelMetadataDetailsProviders.Add(new Written());
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => Texts.Of("请填写这一项"));
        messages.SetMissingBindRequiredValueAccessor(_ => Texts.Of("请填写这一项"));
        messages.SetMissingKeyOrValueAccessor(() => Texts.Of("请填写这一项"));
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Texts.Of("“{0}”的格式不对", value));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => Texts.Of("“{0}”的格式不对", value));
        messages.SetValueIsInvalidAccessor(value => Texts.Of("“{0}”的格式不对", value));
        messages.SetUnknownValueIsInvalidAccessor(_ => Texts.Of("填写的格式不对"));
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Texts.Of("填写的格式不对"));
        messages.SetValueMustBeANumberAccessor(_ => Texts.Of("请填数字"));
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Texts.Of("请填数字"));
    }

    /// <summary>Annotations without words get ours.</summary>
    sealed class Defaults : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
                if (attribute is { ErrorMessage: null, ErrorMessageResourceName: null }) attribute.ErrorMessage = Default(attribute);
        }

        static string? Default(ValidationAttribute attribute) => attribute switch
        {
            RequiredAttribute => "请填写这一项",
            StringLengthAttribute { MinimumLength: > 0 } => "要{2}到{1}个字",
            StringLengthAttribute or MaxLengthAttribute => "最多{1}个字",
            MinLengthAttribute => "至少{1}个字",
            RangeAttribute => "应在{1}到{2}之间",
            PhoneAttribute => "电话号码的格式不对",
            EmailAddressAttribute => "邮箱的格式不对",
            RegularExpressionAttribute => "填写的格式不对",
            CompareAttribute => "两次填的不一样",
            _ => null,
        };
    }

    /// <summary>What cannot be read as a number or a day says how one is written; the summary puts the field's label before it.</summary>
    sealed class Written : IBindingMetadataProvider
    {
        public void CreateBindingMetadata(BindingMetadataProviderContext context)
        {
            if (How(Nullable.GetUnderlyingType(context.Key.ModelType) ?? context.Key.ModelType) is not { } words || context.BindingMetadata.ModelBindingMessageProvider is not { } messages) return;
            messages.SetAttemptedValueIsInvalidAccessor((_, _) => words());
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => words());
        }

        static Func<string>? How(Type type)
        {
            if (type == typeof(int) || type == typeof(short) || type == typeof(long) || type == typeof(byte)) return () => Texts.Of("要写整数，例如12");
            if (type == typeof(decimal) || type == typeof(double)) return () => Texts.Of("要写数字，例如12.5");
            return type == typeof(DateOnly) ? () => Texts.Of("要写成2018-10-31这样") : null;
        }
    }

    sealed class Localizer : IStringLocalizer
    {
        public LocalizedString this[string name] => new(name, Texts.Of(name));

        public LocalizedString this[string name, params object[] arguments] => new(name, Texts.Of(name, arguments));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Primitives;
using Yinong.Platform.Texts;

namespace Yinong.Web;

/// <summary>A text field of a form that holds a number of signs (a code, a phone number): full-width digits and signs are read as the plain ones.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class InDigitsAttribute : Attribute;

/// <summary>
/// Chinese input methods write digits in full width (１２３). Numbers, days and the fields marked <see cref="InDigitsAttribute"/> are read as if they had been
/// typed plainly, before anything judges them; names and free text stay as they were typed.
/// </summary>
sealed class WideDigits(MvcOptions options) : IModelBinderProvider
{
    static readonly HashSet<Type> Numbers = [typeof(int), typeof(long), typeof(short), typeof(decimal), typeof(double), typeof(DateOnly), typeof(TimeOnly)];

    public static void Read(MvcOptions options) => options.ModelBinderProviders.Insert(0, new WideDigits(options));

    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        if (!Numbers.Contains(context.Metadata.UnderlyingOrModelType) && !IsMarked(context.Metadata)) return null;
        return options.ModelBinderProviders.Where(provider => provider != this).Select(provider => provider.GetBinder(context)).FirstOrDefault(binder => binder is not null) is { } own ? new Binder(own) : null;
    }

    static bool IsMarked(ModelMetadata metadata) => metadata is DefaultModelMetadata { Attributes: var given } && given.Attributes.OfType<InDigitsAttribute>().Any();

    sealed class Binder(IModelBinder own) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var typed = bindingContext.ValueProvider;
            bindingContext.ValueProvider = new Plain(typed);
            try
            {
                await own.BindModelAsync(bindingContext);
            }
            finally
            {
                bindingContext.ValueProvider = typed;
            }
        }
    }

    sealed class Plain(IValueProvider typed) : IValueProvider
    {
        public bool ContainsPrefix(string prefix) => typed.ContainsPrefix(prefix);

        public ValueProviderResult GetValue(string key)
        {
            var values = typed.GetValue(key);
            return values == ValueProviderResult.None ? values : new(new StringValues([.. values.Values.Select(value => value is null ? null : PlainText.Digits(value))]), values.Culture);
        }
    }
}

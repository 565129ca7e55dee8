import { form, type Mapped } from '../../../shared';
import { filterComponents } from '../../contact/crmFields';
import { switchedOn } from '../../contact/fields';
import { OPERATOR, optionsOf } from '../../labels';
import { spanOf, timeFilter } from '../../times';

/** Which customers of the CRM pool an operation is about: Get Many and Move to Task share these. */
export const customerFilters = {
	addedAfter: timeFilter(
		'Added After',
		'Only customers added at this time or later; goes with Added Before.',
		'addedAfter',
	),
	addedBefore: timeFilter(
		'Added Before',
		'Only customers added up to this time; goes with Added After.',
		'addedBefore',
	),
	operator: form.choices('Carrier', 'Only numbers of these carriers', optionsOf(OPERATOR), { default: [] }),
	phone: form.text('Phone Number', 'Only customers with this number', { example: '13800138000' }),
};

interface Chosen {
	crmFields?: Mapped;
	phone?: string;
	addedAfter?: string;
	addedBefore?: string;
	operator?: number[];
}

/** The shared filters as the API takes them. */
export const filterOf = ({ crmFields, phone, addedAfter, addedBefore, operator }: Chosen) => ({
	components: filterComponents(crmFields),
	phone,
	created_at: spanOf([addedAfter, 'Added After'], [addedBefore, 'Added Before']),
	operator,
});

/** Whether the numbers in the filters are encrypted. */
export const encryptionOf = ({ encryption }: { encryption?: boolean }) => ({
	encryption: switchedOn(encryption),
});

import type { Locator, Page } from 'playwright-core';

/** The panel of an open node, as somebody uses it who builds a workflow. */
export class NodePanel {
	constructor(private readonly page: Page) {}

	private get root(): Locator {
		return this.page.locator('[data-test-id="ndv"]');
	}

	field(name: string): Locator {
		const groups = `[data-test-id="fixed-collection-${name}"]`;
		return this.root.locator(`[data-test-id="parameter-input-${name}"], ${groups}`).first();
	}

	async shows(name: string): Promise<boolean> {
		return await this.field(name).isVisible();
	}

	/** Chooses an entry of a list field by the name that it shows. */
	async choose(name: string, entry: string): Promise<void> {
		await this.field(name).click();
		const options = this.page.locator('.el-select-dropdown__item:visible, [role="option"]:visible');
		await options
			.filter({ hasText: new RegExp(`^\\s*${entry}`) })
			.first()
			.click();
		await options.first().waitFor({ state: 'hidden' });
	}

	async fill(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
		await this.field(name).locator('input, textarea').first().blur();
	}

	async toggle(name: string): Promise<void> {
		await this.field(name).locator('[role="switch"], .el-switch').first().click();
	}

	/** Opens the list of a resource locator. */
	async openLocator(name: string): Promise<Locator> {
		await this.root
			.locator(`[data-test-id="resource-locator-${name}"] [data-test-id="rlc-input"]`)
			.first()
			.click();
		const items = this.page.locator('[data-test-id="rlc-item"]:visible');
		await items.first().waitFor();
		return items;
	}

	async execute(): Promise<void> {
		await this.root.locator('[data-test-id="node-execute-button"]').click();
	}

	async close(): Promise<void> {
		await this.root.locator('[data-test-id="ndv-close-button"]').click();
		await this.root.waitFor({ state: 'hidden' });
	}
}
